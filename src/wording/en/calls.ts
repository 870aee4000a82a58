import type { Words } from '../words.js';

const answer = 'Your answer: write one of these as a comment below';

const inRound = (round: number): string => (round > 1 ? ` (round ${round})` : '');

export const calls: Words['calls'] = {
  estimate: {
    heading: 'Here is the estimate',
    intro: (by, title) => `For “${title}”, from ${by}`,
    then: 'Nothing is built before you agree.',
    answer,
  },
  plan: {
    heading: 'Please look at the plan',
    intro: (title, round) => `“${title}” is being planned${inRound(round)}. This is what will be tested:`,
  },
  test: {
    heading: { alone: 'Please test', joined: 'Please test once more, together with what is live' },
    intro: ({ title, change, head }) =>
      `“${title}”${change === null ? '' : `, pull request ${change}`}${head === null ? '' : `, commit ${head}`}`,
    open: 'Open the sandbox',
  },
  conflict: {
    heading: {
      conflict: 'The change conflicts with what is live',
      sandbox: 'The change does not run in the sandbox',
      integration: 'The change does not run together with what is live',
    },
    conflict: (base, branch) =>
      `Both changed the same place. Merge ${base} into ${branch}, resolve the conflict there, and push.`,
    unhealthy: (change) => `Find out why, and push a fix to ${change ?? 'the pull request'}.`,
    then: 'It goes to the tester again when the checks of the new commit are green.',
  },
  demo: {
    heading: 'Your demo is ready',
    intro: (title, round) => `“${title}” is ready for you to try${inRound(round)}.`,
    open: 'Open the demo',
    noLink: 'The demo has no address yet: ask DevOps where to find it.',
    copy: 'Try whatever you like: the demo is a copy, and the live version does not change.',
    asked: 'You asked for this, and it was changed',
    agreed: 'This was agreed',
    tested: (by) => (by === null ? 'This is what it has to do' : `This was tested, by ${by}`),
    answer,
    then: 'After your yes it goes live and is tested there, and you take a last look. Until then the live version stays as it is.',
  },
  productionTest: {
    heading: 'It is live: please test now',
    intro: (title) => `“${title}” is live, and healthy as far as automatic checks can tell.`,
    open: 'Open production',
    watched: (minutes) =>
      `Greenlight checks production for ${minutes} and puts it back as it was by itself when it stops answering.`,
  },
  rolledBack: {
    heading: 'Production is back as it was',
    why: ({ by, step }) =>
      by === null ? `It did not answer as it should, at ${step}` : `Asked by ${by}, at ${step}`,
    whyUnsaid: ({ by, step }) =>
      by === null
        ? `It did not answer as it should, at ${step}.`
        : `Asked by ${by}, at ${step}, without a reason.`,
    headingBack: (tag) => (tag === null ? 'Production is back as it was' : `Production is back at ${tag}`),
    dataBack: (undone) =>
      `Code and data are as they were right before ${undone} went live. What people entered in production after that is not in there. What ${undone} had merged is still on the default branch: mend it there with a new pull request, or revert it.`,
    held: (ban) =>
      `${ban ? 'The commit that was rolled back is never deployed again: a new one is needed. ' : ''}Until DevOps says \`/unhold\` here, nothing else goes live.`,
    data: 'Code and data are those of the backup that was taken right before the deployment. What people entered in production after it is not in there.',
    open: 'Open production',
  },
  finalDemo: {
    heading: 'It is live: please take a last look',
    intro: (title) => `“${title}” is live and was tested there.`,
    open: 'Open the live version',
    upcoming: 'Noted for later',
    answer: 'How do you like it? Write one of these as a comment below',
    then: 'After your yes the release is published with your feedback, and an issue is opened for everything that is noted for later.',
  },
  merge: {
    heading: 'Please merge the pull request',
    intro: (title) => `“${title}” is approved and may be merged now. GitHub did not let Greenlight do it:`,
    unsaid: (title) => `“${title}” is approved and may be merged now.`,
    then: 'What is merged is compared with what was approved, and goes live right after.',
  },
  sandboxEnding: {
    heading: 'The sandbox will be stopped',
    intro: ({ title, when }) =>
      `The sandbox of “${title}” will be stopped on **${when}**, since its time is nearly up. Its data are kept, and \`/sandbox start\` brings it back as it was. Is it needed longer?`,
    over: 'The end of the sandbox was moved meanwhile, or it is stopped already. Nobody has to do anything.',
    choices: [
      { type: '/sandbox extend 3d', then: 'it runs three days longer' },
      { type: '/sandbox pin', then: 'it runs until the task is over' },
    ],
  },
  failed: {
    at: (step) => `The task stands at **${step}**:`,
    log: 'Read the log',
    over: 'Something failed beside the step',
    overHint:
      'A backup that was asked for could not be made, or what failed was put right meanwhile. `/backup` makes a backup, `/status` tells where the task stands.',
  },
  mergedOutside: {
    heading: 'The pull request was merged without Greenlight',
    intro: (change, step) =>
      `${change === null ? 'It' : `Pull request ${change}`} was merged by somebody before everybody who is asked had approved. The task is stopped at **${step}**, and nothing of it is released.`,
    look: 'Look at what was merged',
  },
  reminder: {
    heading: (step) => `Still waiting: ${step}`,
    intro: (title, since) =>
      `“${title}” cannot go on without an answer${since === null ? '' : `; it was asked for on ${since}`}.`,
    open: 'Take a look',
    escalated:
      'This is the last reminder, so the people who can help were mentioned as well: ask in person, or put the task on hold with `/hold why`.',
  },
  expired: {
    heading: 'Nobody answered in time',
    intro: (title, step) =>
      `“${title}” has waited too long at ${step}, so it was put on hold. Nothing is lost.`,
  },
  develop: {
    heading: 'Ready to be built',
    intro: (title) => `“${title}” is planned, and its sandbox is there.`,
    open: 'Open the sandbox',
  },
  rework: {
    heading: 'Something does not work yet',
    intro: (title, change) => `“${title}”${change === null ? '' : `, pull request ${change}`}`,
  },
};
