import { judgedHead } from './approvals.js';
import { endOf, isCurrent, isSameLogin } from './delegations.js';
import { type Effect, on } from './effect.js';
import { isTestGate } from './gate.js';
import type { Situation } from './situation.js';
import type { Scenario, Task, Verdict } from './task.js';
import { scenariosMeant } from './verdicts.js';
import { whoseToLift } from './whose-to-lift.js';

/** The task's verdicts with new ones: the last word on a scenario at a gate is the one that counts. */
function withVerdicts(
  { task, facts }: Situation,
  scenarios: readonly Pick<Scenario, 'number'>[],
  said: Pick<Verdict, 'passed' | 'reason'>,
): Partial<Task> {
  const { stage } = task;
  if (!isTestGate(stage) || facts.actor === null) return {};
  const { login: by } = facts.actor;
  const judged = { head: judgedHead(task), live: task.product?.live ?? null };
  const numbers = scenarios.map(({ number }) => number);
  const others = task.verdicts.filter(({ gate, scenario }) => gate !== stage || !numbers.includes(scenario));
  const given = numbers.map((scenario) => ({ gate: stage, scenario, ...said, by, at: facts.now, ...judged }));
  return { verdicts: [...others, ...given] };
}

/** What changes when people judge scenarios, take back a no, hand a role on, or dismiss a review. */
export const effectsOfJudging = {
  /** Whoever says it of a scenario once more says nothing new. */
  keepPasses: on('ScenariosPassed', (situation) => {
    const { task, event } = situation;
    const passed = task.verdicts.filter((one) => one.gate === task.stage && one.passed);
    const meant = scenariosMeant(task, event.numbers).filter(
      ({ number }) => !passed.some(({ scenario }) => scenario === number),
    );
    return meant.length === 0 ? {} : withVerdicts(situation, meant, { passed: true, reason: null });
  }),

  keepFail: on('ScenarioFailed', (situation) => {
    const { number, reason } = situation.event;
    return withVerdicts(situation, [{ number }], { passed: false, reason });
  }),

  keepObjection: on('Rejected', ({ task, event, facts }) => {
    const { by, reason } = event;
    const others = task.objections.filter((one) => one.by !== by);
    return task.stage === 'planning'
      ? { objections: [...others, { gate: task.stage, by, at: facts.now, reason }] }
      : {};
  }),

  /** A scenario that had failed has to be tried again. */
  liftRejection: on('RejectionLifted', ({ task, event, facts }) => {
    const whose = whoseToLift(task, event.of, facts.actor);
    return {
      objections: task.objections.filter(({ by }) => !whose.includes(by)),
      verdicts: task.verdicts.filter(
        ({ gate, passed, by }) => gate !== task.stage || passed || !whose.includes(by),
      ),
    };
  }),

  delegate: on('RoleDelegated', ({ task, event, facts }) => {
    const { role, to, by } = event;
    const others = task.delegations.filter((one) => one.role !== role || !isSameLogin(one.to, to));
    const until = endOf(event.until, facts.now);
    return { delegations: [...others, { role, to, by, at: facts.now, until }] };
  }),

  endDelegation: on('DelegationWithdrawn', ({ task, event: { role, of } }) => ({
    delegations: task.delegations.filter(
      (one) => one.role !== role || (of !== null && !isSameLogin(one.to, of)),
    ),
  })),

  endExpired: ({ task, facts }) => ({
    delegations: task.delegations.filter((one) => isCurrent(one, facts.now)),
  }),

  withdrawApproval: on('ReviewDismissed', ({ task, event }) => ({
    approvals: task.approvals.filter(({ review }) => review !== event.review),
  })),

  /** It has done its work and stays in the record, which says that it was taken back later. */
  markDismissed: on('ReviewDismissed', ({ task, event, facts }) => ({
    approvals: task.approvals.map((given) =>
      given.review === event.review ? { ...given, dismissed: { by: event.by, at: facts.now } } : given,
    ),
  })),
} satisfies Record<string, Effect>;
