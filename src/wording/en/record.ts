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
  releaseTitle: (tag, title) => (title === '' ? tag : `${tag}: ${title}`),
  notReleased: {
    closed: 'the pull request is closed; reopen it',
    anotherHead: (head, approved) =>
      `the pull request has moved on to ${head}, but what was approved is ${approved}; push ${approved} again, or cancel`,
    anotherTree: (merged) => `what was merged (${merged}) is not what was approved, so it was not released`,
    pushedMeanwhile: 'the pull request was pushed to while it was being merged',
    refused: (why) => `GitHub refused the merge: ${why}`,
    anotherBase: (base) =>
      `the pull request aims at ${base}, not at the branch of the live project; change its base back`,
  },
};
