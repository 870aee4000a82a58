import { judgedHead } from './approvals.js';
import type { Request } from './event.js';
import type { Facts } from './facts.js';
import type { Instant, Task } from './task.js';

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
 * Whether somebody judged an earlier stage: by a word that was written before another led on, or before the issue showed the stage
 * that the task is at. They say the same again while nobody answers, or it comes late; whoever asks at this stage did not ask for it.
 */
export function isOfEarlierStage(task: Task, { type, source }: Request, facts: Facts): boolean {
  const { at } = source;
  if (at === undefined || !judging.includes(type)) return false;
  if (task.ledOn !== undefined && at < task.ledOn) return true;
  return source.button !== true && isBeforeShown(task, { ...source, at }, facts);
}

/** A stage is shown within moments. Where it is not for so long, people may know of it all the same. */
const soonShownMs = 120_000;

/** A button stands on the check, which shows the stage first. */
function isBeforeShown(
  { stage, since }: Task,
  { at, comment }: { at: Instant; comment: number | null },
  { seen, now }: Facts,
): boolean {
  const shows = seen?.issue.shows;
  if (shows === undefined) return false;
  if (shows.stage !== stage) return now - since < soonShownMs;
  return at < shows.since || (comment !== null && shows.after?.includes(comment) === true);
}

/** The head, and those of the same content before it. */
function contentsOf({ followed }: Task, head: string): readonly string[] {
  return followed?.to === head ? [...followed.from, head] : [head];
}

function isShownAfter({ change }: Task, head: string, at: number): boolean {
  return (change?.shown ?? []).some((one) => one.head === head && one.since > at);
}
