import { isOutcome, type Event } from '#process/event.js';
import { operationKinds } from '#process/operation-kind.js';
import { stageTable } from '#process/stages.js';
import type { RequestRecord } from '#simulator/github.js';
import type { LoggedDecision } from './run-app.js';

/** What GitHub was asked for, and what for. */
export interface Requests {
  readonly total: number;
  /** `POST /repos/{owner}/{repo}/…` → how often. */
  readonly byRoute: Readonly<Record<string, number>>;
  /** Step → how many; `9.2` sums up 9.2.1 to 9.2.4, `setup` is what came before the first task. */
  readonly byStep: Readonly<Record<string, number>>;
  /** Requests that each decision cost: what it read, what was shown because of it, and the operation whose outcome it was. */
  readonly costs: readonly { readonly decision: LoggedDecision; readonly requests: number }[];
}

const saying = ['project', 'call', 'answer', 'reply'];
const midway = ['ProductionTouched', 'ProductionGranted'];

/** Assigns each request to the decision that it was made for. */
export function countRequests(
  requests: readonly RequestRecord[],
  decisions: readonly LoggedDecision[],
): Requests {
  const accounts = new Map<LoggedDecision, number>();
  const byStep: Record<string, number> = {};
  for (const request of requests) {
    const decision = decisionOf(request, decisions);
    if (decision !== undefined) accounts.set(decision, (accounts.get(decision) ?? 0) + 1);
    for (const step of stepsOf(decision)) byStep[step] = (byStep[step] ?? 0) + 1;
  }
  return {
    total: requests.length,
    byRoute: countBy(requests.map(({ route }) => route)),
    byStep,
    costs: decisions.map((decision) => ({ decision, requests: accounts.get(decision) ?? 0 })),
  };
}

/** An operation's requests lead to its outcome, a person's words to their answer; what is shown follows from the decision before. */
function decisionOf(
  { at, cause = '' }: RequestRecord,
  decisions: readonly LoggedDecision[],
): LoggedDecision | undefined {
  const outcomes = decisions.filter(
    ({ event }) => isOutcome({ type: event } as Event) && !midway.includes(event),
  );
  if (cause === 'noticed')
    return nearest(
      decisions.filter(({ by }) => by !== null),
      at,
    );
  if ((operationKinds as readonly string[]).includes(cause)) return outcomes.find((one) => one.at >= at);
  if (saying.includes(cause)) return decisions.findLast((one) => one.at <= at && one.verdict !== 'ignored');
  return decisions.find(
    (one) => one.at >= at && (one.event === cause || cause === 'seen' || cause === 'label'),
  );
}

/** Noticing a comment and deciding about it go side by side. */
function nearest(decisions: readonly LoggedDecision[], at: number): LoggedDecision | undefined {
  return decisions.toSorted((a, b) => Math.abs(a.at - at) - Math.abs(b.at - at))[0];
}

function stepsOf(decision: LoggedDecision | undefined): readonly string[] {
  if (decision === undefined) return ['setup'];
  const { step } = stageTable[decision.from];
  return step.startsWith('9.2.') ? [step, '9.2'] : [step];
}

function countBy(names: readonly string[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** What one kind of thing cost, at most and each time. */
export function costOf({ costs }: Requests, events: readonly string[]): readonly number[] {
  return costs.filter(({ decision }) => events.includes(decision.event)).map(({ requests }) => requests);
}
