import { setTimeout as delay } from 'node:timers/promises';
import { GitHubFault } from '#errors/github-fault.js';
import { hideSecrets } from '#errors/hide-secrets.js';
import { LaneLost } from '#errors/lane-lost.js';
import type { AttemptOutcome } from '#ports/meters.js';
import type { Job, Lane, NewJob } from '#ports/store.js';
import { backoffMs } from './backoff.js';
import type { Engine } from './engine.js';
import { type HeldUp, openHeldUp } from './held-up.js';
import { helpJobs } from './help-jobs.js';
import { nameOf } from './lanes.js';

/** One kind of lane, and what is done with its jobs. */
export interface Line {
  readonly prefix: string;
  /** Lanes worked on at the same time. */
  readonly width: number;
  /** Attempts before a job is given up. */
  readonly attempts: number;
  readonly handle: (engine: Engine, lane: Lane, job: Job) => Promise<void>;
  /** Tells the task that a job is given up, which is done with that; without it a job becomes a dead letter. */
  readonly giveUp?: (engine: Engine, job: Job, error: string) => readonly NewJob[];
}

/** A job at whose work so many processes ended one after the other is given up: it may be what ends them. */
const mostCrashes = 10;
/** Waiting a second, then twice as long each time up to five minutes, this is some six hours. */
const outageAttempts = 80;
/** The same for an operation, some eight minutes: nobody could be told sooner, and a rollback is no answer to GitHub being away. */
const operationOutageAttempts = 10;
const processEnded = 'the process ended while it worked on this';
const leaseMs = 15_000;
const idleMs = 1_000;
/** What is not done so long after the order to stop is left to whoever works next. */
const handBackMs = 10_000;

/** Works until `signal` is aborted; resolves when what was begun has ended or been handed back. */
export async function work(
  engine: Engine,
  line: Line,
  { owner, signal }: { owner: string; signal: AbortSignal },
): Promise<void> {
  const { store, clock } = engine;
  const prefixes = [line.prefix];
  const busy = new Set<Promise<void>>();
  const held = new Set<Lane>();
  const heldUp = openHeldUp();
  while (!signal.aborted) {
    if (busy.size - heldUp.count() >= line.width) {
      await Promise.race([...busy, heldUp.changed(), store.wait(store.mark(), idleMs, signal)]);
      continue;
    }
    const mark = store.mark();
    try {
      await engine.giveWay.calm();
      const now = clock.now();
      // What is worked on here is not taken over by ourselves, whatever the clock says of its lease.
      const except = [...heldUp.names(now), ...[...held].map(({ key }) => key)];
      const lane = await store.claimLane({ owner, now, leaseMs, prefixes, except });
      if (lane === null) {
        const due = await store.nextDue(prefixes, { except, before: now + idleMs });
        const idle = Math.min(idleMs, Math.max(1, (due ?? Infinity) - clock.now()));
        await Promise.race([store.wait(mark, idle, signal), heldUp.changed(), ...busy]);
        continue;
      }
      held.add(lane);
      const drained: Promise<void> = drain(engine, line, { lane, signal, heldUp }).finally(() => {
        held.delete(lane);
        busy.delete(drained);
      });
      busy.add(drained);
    } catch (error) {
      engine.log.error({ line: line.prefix, error: say(error) }, 'the store did not answer; trying again');
      await store.wait(store.mark(), idleMs, signal);
    }
  }
  await within(handBackMs, Promise.allSettled(busy));
  // Whoever still works in one of them finds it lost, and changes nothing.
  await Promise.allSettled([...held].map((lane) => store.releaseLane(lane, clock.now())));
}

function within(mostMs: number, work: Promise<unknown>): Promise<unknown> {
  const ended = new AbortController();
  const late = delay(mostMs, undefined, { signal: ended.signal }).catch(() => undefined);
  return Promise.race([work, late]).finally(() => ended.abort());
}

async function drain(
  engine: Engine,
  line: Line,
  { lane, signal, heldUp }: { lane: Lane; signal: AbortSignal; heldUp: HeldUp },
): Promise<void> {
  const { store, clock, github } = engine;
  const patience = { signal, onWait: (waits: boolean) => heldUp.waits(lane.key, waits) };
  const heartbeat = setInterval(() => {
    store.renewLane(lane, clock.now() + leaseMs).catch((error: unknown) => {
      engine.log.warn({ lane: lane.key, error: say(error) }, 'a lease could not be renewed');
    });
  }, leaseMs / 3);
  try {
    for (
      let job = await store.nextJob(lane, clock.now());
      job !== null;
      job = await store.nextJob(lane, clock.now())
    ) {
      const tried = { lane, job, signal, heldUp };
      if (!(await github.withPatience(patience, () => attempt(engine, line, tried))) || signal.aborted) break;
      await engine.giveWay.calm();
    }
    await store.releaseLane(lane, clock.now());
  } catch (error) {
    engine.log.warn({ lane: lane.key, error: say(error) }, 'a lane was lost; whoever takes it over goes on');
  } finally {
    clearInterval(heartbeat);
  }
}

interface Tried {
  readonly lane: Lane;
  readonly job: Job;
  readonly signal: AbortSignal;
  readonly heldUp: HeldUp;
}

/** `false`: the job has to wait, and its lane with it. */
async function attempt(engine: Engine, line: Line, tried: Tried): Promise<boolean> {
  const began = performance.now();
  const count = (outcome: AttemptOutcome): void =>
    engine.meters.attempted(nameOf(line.prefix), { outcome, durationMs: performance.now() - began });
  if (tried.job.crashes > 0 && !(await outlives(engine, line, tried))) {
    const given = tried.job.crashes >= mostCrashes;
    count(given ? 'dead' : 'retried');
    return given;
  }
  try {
    await line.handle(engine, tried.lane, tried.job);
    count('done');
    return true;
  } catch (error) {
    if (error instanceof LaneLost) {
      count('lost');
      throw error;
    }
    const given =
      error instanceof GitHubFault && error.limit !== null
        ? await waitForRoom(engine, tried, error)
        : await settle(engine, line, { ...tried, error });
    count(given ? 'dead' : 'retried');
    return given;
  }
}

/** GitHub's limits are no failure of the job: it waits as long as it takes, and is never given up for it. */
async function waitForRoom(
  { store, clock, log }: Engine,
  { lane, job, heldUp }: Tried,
  fault: GitHubFault,
): Promise<false> {
  const at = clock.now() + (fault.retryAfterMs ?? 0);
  log.info(
    { lane: lane.key, job: job.id, kind: job.kind, until: at, error: say(fault) },
    'a job waits for room',
  );
  if (fault.limit === 'rest') heldUp.rests(lane.key, at);
  await store.retryJob(lane, job, { at, error: say(fault), free: 'once' });
  return false;
}

/**
 * Whether a job at whose work processes have ended is worked on now. One process may be ended by anything; after a second the job
 * waits each time, so that whatever else was under way gets done meanwhile; after many it is given up.
 */
async function outlives(
  engine: Engine,
  line: Line,
  { lane, job }: { lane: Lane; job: Job },
): Promise<boolean> {
  const { crashes } = job;
  if (crashes >= mostCrashes) {
    await giveUp(engine, line, { lane, job, error: `${processEnded} (${crashes} times in a row)` });
    return false;
  }
  if (crashes === 1 || job.error === processEnded) return true;
  const at = engine.clock.now() + backoffMs(crashes, engine.random());
  engine.log.warn({ lane: lane.key, job: job.id, kind: job.kind, crashes }, processEnded);
  await engine.store.retryJob(lane, job, { at, error: processEnded, untried: true });
  return false;
}

async function settle(
  engine: Engine,
  line: Line,
  { lane, job, signal, error }: Tried & { error: unknown },
): Promise<boolean> {
  // Ended by us, not by what it met: it costs no attempt, and whoever works next need not wait.
  if (signal.aborted && !(error instanceof GitHubFault)) {
    await engine.store.retryJob(lane, job, { at: engine.clock.now(), error: 'stopping', free: true });
    return false;
  }
  const facts = { lane: lane.key, job: job.id, kind: job.kind, attempts: job.attempts, error: say(error) };
  if (isFinal(error, line, job)) {
    await giveUp(engine, line, { lane, job, error });
    return true;
  }
  const afterMs = backoffMs(job.attempts, engine.random());
  engine.log.warn({ ...facts, afterMs }, 'a job is tried again');
  await engine.store.retryJob(lane, job, { at: engine.clock.now() + afterMs, error: say(error) });
  return false;
}

/** Nothing of a job is wrong while GitHub does not answer; whoever started an operation is told sooner, and may start it again. */
function isFinal(error: unknown, line: Line, { attempts }: Job): boolean {
  if (!(error instanceof GitHubFault)) return attempts >= line.attempts;
  return error.kind !== 'retry' || attempts >= (line.giveUp ? operationOutageAttempts : outageAttempts);
}

async function giveUp(
  engine: Engine,
  line: Line,
  { lane, job, error }: { lane: Lane; job: Job; error: unknown },
): Promise<void> {
  const { store, clock, log } = engine;
  const facts = { lane: lane.key, job: job.id, kind: job.kind, attempts: job.attempts, error: say(error) };
  log.error(facts, 'a job was given up');
  const now = clock.now();
  if (line.giveUp) return store.finishJob(lane, job, { now, jobs: line.giveUp(engine, job, say(error)) });
  await store.buryJob(lane, job, { error: say(error), jobs: helpJobs(job, now) });
}

/** For the log, for whoever looks into the store, and for the card. */
function say(error: unknown): string {
  if (error instanceof GitHubFault) return error.message;
  return hideSecrets(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
}
