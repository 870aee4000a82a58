import { judgedHead } from './approvals.js';
import type { Request } from './event.js';
import type { Task } from './task.js';

/** Requests that judge a commit. */
const judging: readonly Request['type'][] = [
  'Approved',
  'Rejected',
  'GateOverridden',
  'ScenariosPassed',
  'ScenarioFailed',
  'RejectionLifted',
];

/**
 * Whether a comment judges a head that was not there yet when it was written: its delivery came late. A head that took the place
 * of others of the same content is there since they are; times that nobody told refuse nothing. GitHub's times are whole seconds,
 * so what was written in the second of the push counts.
 */
export function isWrittenBefore(task: Task, { type, source }: Request): boolean {
  const { at, commit } = source;
  const head = judgedHead(task);
  if (at === undefined || commit !== undefined || head === null || !judging.includes(type)) return false;
  return contentsOf(task, head).every((one) => isShownAfter(task, one, at));
}

/**
 * Whether somebody judged an earlier stage: by a word that came late, after others had led on. They said it again meanwhile, or it was
 * too much; the one who asks at this stage did not ask for it.
 */
export function isOfEarlierStage({ ledOn }: Task, { type, source }: Request): boolean {
  if (source.at === undefined || ledOn === undefined) return false;
  return judging.includes(type) && source.at < ledOn;
}

/** The head, and those of the same content before it. */
function contentsOf({ followed }: Task, head: string): readonly string[] {
  return followed?.to === head ? [...followed.from, head] : [head];
}

function isShownAfter({ change }: Task, head: string, at: number): boolean {
  return (change?.shown ?? []).some((one) => one.head === head && one.since > at);
}
