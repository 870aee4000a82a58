import type { Words } from '../words.js';

export const check: Words['check'] = {
  buttons: {
    approve: { label: 'Approve', description: 'Yes: it goes on to the next step' },
    reject: { label: 'Reject', description: 'No: it goes back; say why in a comment' },
    retry: { label: 'Try again', description: 'Tries what failed once more' },
    rollback: { label: 'Roll back', description: 'Puts production back as it was before' },
  },
  title: {
    green: 'Approved by everybody who was asked',
    released: 'Released',
    shipping: 'Approved: it goes live first, then it is merged',
    no_task: 'This pull request belongs to no task',
    on_hold: 'On hold',
    cancelled: 'The task was cancelled',
    rejected: 'Sent back: a new commit is needed',
    merge_allowed: 'Approved: this commit may be merged now',
    another_head: 'Another commit was approved, not this one',
    fork: 'From a fork: somebody of the project looks at the code first',
    another_base: 'It aims at another branch than the live project',
    second: 'The task has another pull request already',
  },
  second: ({ task, change }) =>
    `Task ${task} is already worked on in pull request ${change}, and one task has one open pull request at a time. **Nothing is tested or merged from here.** What can be done:\n\n- **The developer** moves these commits into ${change} and closes this one, or\n- closes ${change}: then this one takes its place by itself, or\n- if this is other work, opens an issue of its own for it and names that in the text here.`,
  green: 'Every step is passed for exactly this commit. Greenlight merges it.',
  shipping:
    'This commit is approved, and goes live before it is merged. **Nobody has anything to do here:** Greenlight merges it at step 11, when the tester has tested it live and the client has seen it.',
  mergeAllowed:
    'Every step before the merge is passed for exactly this commit. It may be merged now: by the merge queue, or by whoever may merge here. What is merged goes live right after.',
  group: {
    green:
      'Every pull request that the merge queue would merge here is approved, at exactly this commit and on exactly the live version that it was approved with.',
    unreadable: 'Not known which pull requests this would merge',
    unreadableHint:
      'Greenlight did not find this group in the merge queue, so it cannot say that everything in it is approved. Put the pull request into the queue again.',
    blocked: (change) =>
      `The merge queue would merge pull request #${change} here, and that may not be merged now. Whoever put it into the queue can do so again when it may.`,
  },
  released: (link) => `Released${link === null ? '' : ` as ${link}`}, with exactly this commit.`,
  noTask:
    'Nothing is merged here that does not belong to a task. **The developer** links this pull request to its issue:\n\n- write `Closes #12`, with the number of the issue, in the text of the pull request, or\n- choose the issue under “Development” on the right, or\n- use the branch that Greenlight made for the task.\n\nThe issue is no task yet? **The manager** makes it one with the intake label.',
  pushes: 'A new push takes it back to step 4: what was approved counts for one commit only.',
  why: (reason) => `**Why it is not green:** ${reason}`,
  backToApproved: ({ approved, change }) =>
    `**Next: the developer** makes ${approved} the newest commit of ${change ?? 'the pull request'} again, and puts what came later into another pull request.`,
  cancelled: 'Nothing of it will be merged. Whoever wants the work taken up again reopens the issue.',
  readIn: (issue) => `The whole picture is on the card in #${issue}.`,
};
