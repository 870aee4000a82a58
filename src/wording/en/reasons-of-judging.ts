import type { ReasonFacts, Words } from '../words.js';
import { people } from './people.js';

type Judging =
  | 'scenarios_passed'
  | 'scenario_failed'
  | 'rejection_lifted'
  | 'role_delegated'
  | 'delegation_withdrawn'
  | 'delegation_expired'
  | 'review_withdrawn'
  | 'review_dismissed'
  | 'scenarios_open'
  | 'scenario_unknown'
  | 'failed_by_another'
  | 'reason_missing'
  | 'rejection_stands'
  | 'nothing_to_lift'
  | 'own_push'
  | 'delegate_unknown'
  | 'delegate_is_oneself'
  | 'delegate_wrote_change'
  | 'delegation_over'
  | 'delegated_role'
  | 'no_such_delegation';

const because = (why: string | null): string => (why === null ? '' : `: “${why}”`);

/** What keeps a test step closed, and what to type. */
function scenariosOpen({ open, failed }: ReasonFacts): string {
  const notWorking =
    failed === null
      ? ''
      : `Not working: ${failed}. Send the change back with \`/reject\`, and what failed goes along; or, if it works after all, whoever found it writes \`/pass\` with its number.`;
  const untried =
    open === null
      ? ''
      : `Nobody has said yet whether this works: ${open}. Write \`/pass\` with the numbers, or \`/pass all\`; what does not work is \`/fail\` with its number and what is wrong.`;
  const said = [notWorking, untried].filter((one) => one !== '');
  return said.length === 0 ? 'Not every test scenario has been judged.' : said.join(' ');
}

function unknownScenario({ numbers, known }: ReasonFacts): string {
  const asked = `There is no scenario ${numbers ?? 'of that number'}.`;
  return known === null ? `${asked} None is written yet.` : `${asked} There are ${known}.`;
}

/** Why people's words on scenarios, rejections and roles came out as they did. */
export const reasonsOfJudging: Pick<Words['reasons'], Judging> = {
  scenarios_passed: () => 'What works is noted.',
  scenario_failed: () => 'What does not work is noted.',
  rejection_lifted: () => 'The no was taken back.',
  role_delegated: () => 'The role was handed on, for this task.',
  delegation_withdrawn: () => 'The role was taken back.',
  delegation_expired: () => 'The time is over for which a role was handed on.',
  review_withdrawn: () => 'The review was dismissed, and its approval counts no more.',
  review_dismissed: () => 'The review was dismissed when the task had already gone on; that is noted.',
  scenarios_open: scenariosOpen,
  scenario_unknown: unknownScenario,
  failed_by_another: ({ by, why, failed }) =>
    `This does not work, as ${by ?? 'somebody else'} found: ${failed ?? 'a scenario'}${because(why)}. Only ${by ?? 'whoever found it'} or the manager can take that back, with \`/unreject\`; then it is tried again.`,
  reason_missing: () =>
    'Whoever says no says why, so that it can be put right. Write `/reject` and what is wrong.',
  rejection_stands: ({ by, why }) =>
    `A no by ${by ?? 'somebody'} stands${because(why)}. Only ${by ?? 'whoever said it'} or the manager can take it back, with \`/unreject\`.`,
  nothing_to_lift: () =>
    'There is no rejection here that you could take back: one’s own is taken back by whoever said it, anybody’s by the manager. What was sent back already needs a new commit.',
  own_push: ({ head }) =>
    `You pushed ${head ?? 'the newest commit'}, and nobody approves their own work here. Somebody else has to.`,
  delegate_unknown: ({ to }) =>
    `There is no person ${to ?? 'of that name'} with access to this repository. Write the name as on GitHub, like \`@name\`.`,
  delegate_is_oneself: () => 'Nobody hands a role to themselves. Another manager can.',
  delegate_wrote_change: ({ to, role, change }) =>
    `Nobody judges their own work here, and ${to ?? 'this person'} wrote pull request ${change ?? 'of this task'}: as ${role === null ? 'the one who judges it' : people.either([role])} they could decide nothing.`,
  delegation_over: ({ until }) =>
    `The time is over already${until === null ? '' : ` (${until})`}. Say a day that is still to come, or leave it out: then the role goes back when the task ends.`,
  delegated_role: () =>
    'You have this role because somebody handed it to you, and it is not handed on further. Ask a manager of the repository.',
  no_such_delegation: ({ role, to }) =>
    `The role of ${role === null ? 'that name' : people.either([role])} was not handed to ${to ?? 'anybody'} in this task.`,
};
