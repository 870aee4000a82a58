import { GitHubFault } from '#errors/github-fault.js';
import type { Attempt } from '#ports/deliveries.js';
import type { Job, Lane, NewJob } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Engine } from './engine.js';
import { laneKinds } from './lanes.js';
import type { Rhythm } from './rhythm.js';

const minuteMs = 60_000;
/** GitHub delivers nothing again after 3 days. */
const keptMs = 3 * 86_400_000;
/** Asked for in one sweep, the oldest first; the rest comes with the next. */
const most = 100;
/** Between two requests for the same delivery at the most. */
const patienceMs = 6 * 3_600_000;

/** A delivery that never arrived: its last attempt, when it was made, and when it was asked for again. */
interface Missed {
  readonly id: string;
  readonly at: Instant;
  readonly asked: readonly Instant[];
}

/** How far deliveries were looked at, by GitHub's time, and what of them has not arrived yet, by GUID. */
interface Swept {
  readonly through: Instant;
  readonly missed: Readonly<Record<string, Missed>>;
}

const noted = 'deliveries-swept';

/** The sweep that is due at `at`: one in each stretch of time, on whatever replica. */
function nextSweepJob(at: Instant, { sweepMs }: Rhythm): NewJob {
  return aSweep(at, String(Math.floor(at / sweepMs)));
}

/** A sweep at once, when a process starts. */
export function firstSweepJob(at: Instant, owner: string): NewJob {
  return aSweep(at, owner);
}

function aSweep(due: Instant, name: string): NewJob {
  return { lane: laneKinds.sweep, kind: 'sweep', payload: null, due, dedupe: `sweep:${name}` };
}

/** Asks GitHub to deliver again what failed, and sees to it that this is done again. While GitHub does not answer it only waits. */
export async function handleSweep(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const { store, clock, log, rhythm } = engine;
  const waitMs = await sweep(engine).catch((error: unknown) => {
    if (!(error instanceof GitHubFault)) throw error;
    log.warn({ error: error.message }, 'deliveries could not be looked at; trying again');
    return Math.max(error.retryAfterMs ?? 0, rhythm.sweepMs);
  });
  const now = clock.now();
  await store.finishJob(lane, job, { now, jobs: [nextSweepJob(now + waitMs, rhythm)] });
}

/** Returns how long to wait for the next one. */
async function sweep(engine: Engine): Promise<number> {
  const { store, deliveries, clock, rhythm, log } = engine;
  const now = clock.now();
  const before = readSwept(await store.loadNote(noted), now);
  const seen = await listSince(deliveries, before.through);
  const known = take(before, seen, now - rhythm.underWayMs);
  const due = Object.entries(known.missed).filter(([, missed]) => isDue(missed, now, rhythm));
  const chosen = due.sort(([, a], [, b]) => a.at - b.at).slice(0, most);
  const asked = Object.fromEntries(
    chosen.map(([guid, one]) => [guid, { ...one, asked: [...one.asked, now] }]),
  );
  // Kept before anything is asked for: whoever takes over does not ask at once again.
  await store.saveNote(noted, JSON.stringify({ ...known, missed: { ...known.missed, ...asked } }));
  for (const [, { id }] of chosen) await redeliver(engine, id);
  if (chosen.length > 0)
    log.info({ redelivered: chosen.length, missed: due.length }, 'deliveries were asked for again');
  return due.length > most ? Math.min(minuteMs, rhythm.sweepMs) : rhythm.sweepMs;
}

/** One that GitHub will not deliver again holds up none of the others. */
async function redeliver({ deliveries, log }: Engine, id: string): Promise<void> {
  try {
    await deliveries.redeliver(id);
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.kind === 'retry') throw error;
    log.warn({ delivery: id, error: error.message }, 'GitHub does not deliver this again');
  }
}

function readSwept(note: string | null, now: Instant): Swept {
  const { through, missed } = note === null ? { through: 0, missed: {} } : (JSON.parse(note) as Swept);
  return { through: Math.max(through, now - keptMs), missed };
}

/** Every attempt that GitHub made since `through`, the newest first. */
async function listSince(deliveries: Engine['deliveries'], through: Instant): Promise<readonly Attempt[]> {
  const seen: Attempt[] = [];
  let page: string | null = null;
  do {
    const { items, next } = await deliveries.list(page);
    const news = items.filter(({ at }) => at >= through);
    seen.push(...news);
    page = news.length === items.length ? next : null;
  } while (page !== null);
  return seen;
}

/** What is missed by now: attempts until `until` that failed, less what arrived and what GitHub has forgotten. */
function take({ through, missed }: Swept, seen: readonly Attempt[], until: Instant): Swept {
  const over = seen.filter(({ at }) => at <= until);
  const failed = over
    .filter(({ ok }) => !ok)
    .map(({ guid, id, at }) => [guid, { id, at, asked: [] }] as const);
  const arrived = new Set(seen.filter(({ ok }) => ok).map(({ guid }) => guid));
  const all = { ...Object.fromEntries(failed), ...missed };
  const left = Object.entries(all).filter(([guid, { at }]) => !arrived.has(guid) && at > until - keptMs);
  return { through: Math.max(through, ...over.map(({ at }) => at)), missed: Object.fromEntries(left) };
}

/** At once the first time, and twice as long after each request. */
function isDue({ asked }: Missed, now: Instant, { sweepMs }: Rhythm): boolean {
  const last = asked.at(-1);
  return last === undefined || now >= last + Math.min(patienceMs, sweepMs * 2 ** (asked.length - 1));
}
