import type { Words } from '../words.js';
import { people } from './people.js';

const onCommit = (head: string | null): string => (head === null ? '' : `, on ${head}`);
const noted = (note: string | null): string => (note === null ? '' : ` — “${note}”`);

export const card: Words['card'] = {
  round: (round) => `round ${round}`,
  since: (when) => `Since ${when}`,
  next: (who, names) => `**Next: ${who}${names === null ? '' : ` (${names})`}.**`,
  nextAlone: '**Next:**',
  sandbox: 'Sandbox',
  sandboxStopped: 'Sandbox: stopped',
  sandboxUntil: (when) => `(runs until ${when})`,
  sandboxPinned: '(runs until the task is over)',
  demo: 'Open the demo',
  production: 'Production',
  change: (number) => `Pull request #${number}`,
  log: 'Log of what failed',
  steps: 'Steps',
  done: 'Done',
  now: 'Now',
  ahead: 'Ahead',
  estimate: 'Estimate',
  estimateBy: (by) => `by ${by}`,
  agreed: (by, when) => `agreed by ${by}, ${when}`,
  revision: (revision) => `revision ${revision}`,
  formerEstimates: 'Earlier estimates',
  formerEstimate: ({ revision, estimate, by, agreed, ended, endedBy, when }) =>
    `Revision ${revision}: ${estimate}, by ${by}${agreed === null ? '' : `, agreed by ${agreed}`}; ${ended} by ${endedBy}, ${when}`,
  version: (part, by) => `**Version:** the release raises the ${part} part (${by}, by \`/release\`)`,
  times: {
    title: 'Where the time went',
    byStep: 'By step',
    byTurn: 'By whose turn it was',
    nobody: 'Greenlight and GitHub',
    hint: 'By the calendar, nights and weekends included. What goes on now is counted when it has ended.',
  },
  notAgreed: 'not agreed yet',
  startedUnagreed: 'the work went on without an agreement',
  scenarios: 'Test scenarios',
  approvals: 'Approved in this round',
  approval: ({ step, by, role, head, note }) =>
    `${step}: ${by} (${people.role[role].toLowerCase().replace('devops', 'DevOps')})${onCommit(head)}${noted(note)}`,
  override: ({ step, roles, reasons }) =>
    `${step}: **went on without ${people.either(roles)}** — override by ${reasons}`,
  sentBack: ({ step, by, round, head }) =>
    `Last sent back at ${step} by ${by} (round ${round}${head === null ? '' : `, ${head}`})`,
  declined: (by) => `The last estimate was declined by ${by}`,
  noReason: 'No reason was given.',
  conflict: 'The change conflicts with the live project: both changed the same place.',
  conflictRemedy:
    'Merge the default branch into the branch of the pull request, resolve the conflict there, and push.',
  sentBackBefore: 'When it was last sent back',
  followups: 'Noted for later',
  by: (text, by) => `${text} (${by})`,
  feedback: 'What the client said',
  released: (link) => `**Released: ${link}.** The change is live and merged.`,
  cancelled: (by, why) => `**Cancelled** by ${by}${why === null ? '' : `: “${why}”`}.`,
  roles: 'Who has which role',
  rolesHint: 'Roles are set in `.github/greenlight.yml` on the default branch.',
  more: (count) => `… and ${count} more`,
  hint: '`/status` in a comment tells where this stands, `/help` what you can do.',
};
