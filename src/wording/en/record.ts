import type { Words } from '../words.js';
import { people } from './people.js';

const counted = (count: number, one: string, many: string): string => `${count} ${count === 1 ? one : many}`;

export const record: Words['record'] = {
  changed: 'What changed',
  reference: (issue, change) =>
    change === null || change === issue ? `(#${issue})` : `(#${issue}, pull request #${change})`,
  tested: 'What was tested',
  signedOff: 'Who signed off',
  estimated: (by, when) => `Estimate: by ${by}, ${when}`,
  agreed: (by, when) => `Estimate: agreed by ${by}, ${when}`,
  approved: ({ step, by, role, head, note, when }) =>
    `${step}: ${by}, as ${people.either([role])}${head === null ? '' : `, on ${head}`}, ${when}${note === null ? '' : ` — “${note}”`}`,
  overrides: 'Decisions that were overridden',
  override: ({ step, reasons, when }) => `${step}: ${reasons}, ${when}`,
  commit: ({ head, live, tree }) =>
    `Approved, deployed and released: commit ${head}, joined with ${live}, tree ${tree}.`,
  way: 'How it got here',
  attached: ({ files, entries, fingerprint }) =>
    `The sign-off record is attached (${files}). It holds the ${entries} entries of the task’s journal; their fingerprint is ${fingerprint}.`,
  counts: (rounds, rollbacks) =>
    `${counted(rounds, 'round', 'rounds')}, ${rollbacks === 0 ? 'no rollback' : counted(rollbacks, 'rollback', 'rollbacks')}`,
  back: ({ step, by, when, why }) =>
    `${step}: sent back by ${by}, ${when}${why === null ? '' : `: “${why}”`}`,
  feedback: 'What the client said',
  upcoming: 'What comes next',
  followup: ({ by, issue }) => `Noted by ${by} while #${issue} was delivered:`,
  followupTitle: (issue) => `To do after #${issue}`,
  followupHint: 'The manager makes a task of this issue with the intake label.',
  mergeMessage: (issue, title) =>
    `Task ${issue} joined with the live project\n\nTask: ${title}\n\nMade by Greenlight in step 6 to be tried in the sandbox.`,
  mergeTitle: (title, issue) => `${title} (#${issue})`,
  revertTitle: (title, issue) => `Revert “${title}” (task ${issue})`,
  revertBody: ({ issue, change }) =>
    `What #${change} brought is taken out again: task #${issue} was rolled back, and production runs what ran before.\n\nGreenlight merges this by itself. The rework comes in a new pull request; to begin with what was reverted, revert this one there.`,
  notReverted: {
    closed: (revert) => `the pull request that reverts it, #${revert}, was closed; reopen it`,
    failing: (revert, checks) => `required checks of #${revert}, which reverts it, are failing: ${checks}`,
    refused: (revert, why) => `GitHub refused to merge #${revert}, which reverts it: ${why}`,
  },
  revertCheck: {
    title: 'Puts the default branch back as it was',
    summary: (issue) =>
      `This reverts a change that was rolled back, so that the default branch is again what runs in production. Greenlight merges it by itself.\n\nThe whole picture is on the card in #${issue}.`,
  },
  releaseTitle: (tag, title) => (title === '' ? tag : `${tag}: ${title}`),
  notReleased: {
    closed: 'the pull request is closed; reopen it',
    anotherHead: (head, approved) =>
      `the pull request has moved on to ${head}, but what was approved is ${approved}; push ${approved} again, or cancel`,
    anotherTree: (merged) => `what was merged (${merged}) is not what was approved, so it was not released`,
    pushedMeanwhile: 'the pull request was pushed to while it was being merged',
    leftTheQueue: 'the merge queue took the pull request out without merging it; its page on GitHub says why',
    refused: (why) => `GitHub refused the merge: ${why}`,
    anotherBase: (base) =>
      `the pull request aims at ${base}, not at the branch of the live project; change its base back`,
  },
};
