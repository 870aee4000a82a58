import { headAtStake, missingRoles } from './approvals.js';
import { delegatesOf, endOf, isCurrent, isSameLogin } from './delegations.js';
import type { Event } from './event.js';
import { isGate } from './gate.js';
import { type Guard, holds, when } from './guard.js';
import type { Login, Scenario, Task } from './task.js';
import { failedScenarios, scenariosInTheWay, scenariosMeant } from './verdicts.js';
import { whoseToLift } from './whose-to-lift.js';

/** Questions about verdicts, about a no that stands, about roles that are handed on, and about reviews that are dismissed. */
export const guardsOfJudging = {
  /** Nobody says yes to their own work, unless the repository's rules say so. */
  notOwnChange: ({ task, facts }) => {
    if (facts.rules.selfApproval || facts.actor === null) return null;
    const { login } = facts.actor;
    if (login === task.change?.author) return { code: 'own_change' };
    const head = headAtStake(task);
    return holds(!hasPushed(task, login, head), { code: 'own_push', head });
  },

  /** Every scenario works, as far as the rules ask. */
  scenariosPassed: ({ task, facts }) => {
    const { open, failed } = scenariosInTheWay(task, facts.rules);
    return holds(open.length + failed.length === 0, {
      code: 'scenarios_open',
      open: open.map(plain),
      failed: failed.map(plain),
    });
  },

  scenarioKnown: ({ task, event }) => {
    const known = task.scenarios.map(({ number }) => number);
    const numbers = numbersIn(event).filter((number) => !known.includes(number));
    return holds(numbers.length === 0, { code: 'scenario_unknown', numbers, known });
  },

  /** What one tester has found, another does not wave through. */
  notFailedByAnother: ({ task, event, facts }) => {
    if (event.type !== 'ScenariosPassed') return null;
    const meant = scenariosMeant(task, event.numbers).map(({ number }) => number);
    const found = failedScenarios(task).find(
      ({ number, by }) => meant.includes(number) && by !== facts.actor?.login,
    );
    return holds(found === undefined, {
      code: 'failed_by_another',
      failed: found === undefined ? [] : [plain(found)],
      by: found?.by,
      why: found?.reason,
    });
  },

  /** Whoever says no says why; a review says it in its comments, and a scenario that failed has said it already. */
  reasonGiven: ({ task, event }) => {
    if (event.type !== 'Rejected' || event.source.commit !== undefined) return null;
    const isSaid = event.reason.trim() !== '' || failedScenarios(task).length > 0;
    return holds(isSaid, { code: 'reason_missing' });
  },

  /** Nobody else's no stands against the gate: one's own goes with one's yes. */
  nothingStands: ({ task, facts }) => {
    const other = task.objections.find(({ by }) => by !== facts.actor?.login);
    return holds(other === undefined, { code: 'rejection_stands', by: other?.by, why: other?.reason });
  },

  somethingToLift: ({ task, event, facts }) => {
    const of = event.type === 'RejectionLifted' ? event.of : null;
    return holds(whoseToLift(task, of, facts.actor).length > 0, { code: 'nothing_to_lift' });
  },

  /** A role that was handed on is not handed on further. */
  ownRoleToGive: ({ facts }) =>
    holds(facts.actor?.lent?.includes('manager') !== true, { code: 'delegated_role' }),

  delegateIsPerson: ({ event, facts }) =>
    holds(facts.delegateIsPerson === true, { code: 'delegate_unknown', to: delegateIn(event) }),

  delegateIsAnother: ({ event, facts }) =>
    holds(facts.rules.selfApproval || !isSameLogin(delegateIn(event), facts.actor?.login ?? ''), {
      code: 'delegate_is_oneself',
    }),

  /** Whoever wrote the change would be refused at every gate that judges it: better said at once. */
  delegateMayJudge: ({ task: { change }, event, facts: { rules } }) => {
    if (event.type !== 'RoleDelegated' || rules.selfApproval) return null;
    const { role, to } = event;
    const judges = judgingGates.some((gate) => rules.gates[gate].includes(role));
    const wrote = change?.open === true && isSameLogin(change.author, to);
    return holds(!judges || !wrote, { code: 'delegate_wrote_change', to, role, change: change?.number });
  },

  delegationAhead: ({ event, facts: { now } }) => {
    const until = event.type === 'RoleDelegated' ? endOf(event.until, now) : null;
    return holds(isCurrent({ until }, now), { code: 'delegation_over', until });
  },

  delegationKnown: ({ task, event }) => {
    if (event.type !== 'DelegationWithdrawn') return null;
    const { role, of } = event;
    const known = delegatesOf(task, role).some((to) => of === null || isSameLogin(to, of));
    return holds(known, { code: 'no_such_delegation', role, to: of });
  },

  /** The gate of this stage waits for the role that is handed on. */
  roleAwaited: when(
    ({ task, event, facts }) =>
      event.type === 'RoleDelegated' &&
      isGate(task.stage) &&
      missingRoles(task, task.stage, facts.rules).includes(event.role),
  ),

  somethingExpired: when(({ task, facts }) => task.delegations.some((one) => !isCurrent(one, facts.now))),

  /** The review gave an approval of this very gate, which is still open. */
  reviewStillCounts: when(({ task, event }) =>
    task.approvals.some((given) => isOfReview(given, event) && given.gate === task.stage),
  ),

  /** The review gave an approval with which the task has gone on. */
  reviewWasUsed: when(({ task, event }) =>
    task.approvals.some((given) => isOfReview(given, event) && given.dismissed === undefined),
  ),
} satisfies Record<string, Guard>;

const judgingGates = ['testing', 'integration-testing', 'demo', 'production-testing', 'final-demo'] as const;

const plain = ({ number, text }: Pick<Scenario, 'number' | 'text'>) => ({ number, text });

function hasPushed({ change }: Task, login: Login, head: string | null): boolean {
  return (change?.pushes ?? []).some((push) => push.head === head && push.by === login);
}

function numbersIn(event: Event): readonly number[] {
  if (event.type === 'ScenarioFailed') return [event.number];
  return event.type === 'ScenariosPassed' && event.numbers !== 'all' ? event.numbers : [];
}

const delegateIn = (event: Event): Login => (event.type === 'RoleDelegated' ? event.to : '');

/** Whether an approval was given by the review that an event tells of. */
function isOfReview({ review }: Task['approvals'][number], event: Event): boolean {
  return event.type === 'ReviewDismissed' && review === event.review;
}
