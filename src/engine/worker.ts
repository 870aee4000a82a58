import { GitHubFault } from '#errors/github-fault.js';
import { LaneLost } from '#errors/lane-lost.js';
import type { Job, Lane } from '#ports/store.js';
import { backoffMs } from './backoff.js';
import type { Engine } from './engine.js';

/** One kind of lane, and what is done with its jobs. */
export interface Line {
  readonly prefix: string;
  /** Lanes worked on at the same time. */
  readonly width: number;
  /** Attempts before a job is given up. */
  readonly attempts: number;
  readonly handle: (engine: Engine, lane: Lane, job: Job) => Promise<void>;
  /** What is left to say when a job is given up. */
  readonly giveUp?: (engine: Engine, job: Job, error: string) => Promise<void>;
}

const leaseMs = 15_000;
const idleMs = 1_000;

/** Works until `signal` is aborted; resolves when what was begun has ended or been handed back. */
export async function work(
  engine: Engine,
  line: Line,
  { owner, signal }: { owner: string; signal: AbortSignal },
): Promise<void> {
  const { store, clock } = engine;
  const prefixes = [line.prefix];
  const busy = new Set<Promise<void>>();
  while (!signal.aborted) {
    if (busy.size >= line.width) {
      await Promise.race(busy);
      continue;
    }
    const mark = store.mark();
    try {
      const lane = await store.claimLane({ owner, now: clock.now(), leaseMs, prefixes });
      if (lane === null) {
        const due = await store.nextDue(prefixes);
        const idle = Math.min(idleMs, Math.max(1, (due ?? Infinity) - clock.now()));
        await Promise.race([store.wait(mark, idle, signal), ...busy]);
        continue;
      }
      const drained: Promise<void> = drain(engine, line, { lane, signal }).finally(() =>
        busy.delete(drained),
      );
      busy.add(drained);
    } catch (error) {
      engine.log.error({ line: line.prefix, error: say(error) }, 'the store did not answer; trying again');
      await store.wait(store.mark(), idleMs, signal);
    }
  }
  await Promise.allSettled(busy);
}

async function drain(
  engine: Engine,
  line: Line,
  { lane, signal }: { lane: Lane; signal: AbortSignal },
): Promise<void> {
  const { store, clock } = engine;
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
      if (!(await attempt(engine, line, { lane, job })) || signal.aborted) break;
    }
    await store.releaseLane(lane, clock.now());
  } catch (error) {
    engine.log.warn({ lane: lane.key, error: say(error) }, 'a lane was lost; whoever takes it over goes on');
  } finally {
    clearInterval(heartbeat);
  }
}

/** `false`: the job has to wait, and its lane with it. */
async function attempt(
  engine: Engine,
  line: Line,
  { lane, job }: { lane: Lane; job: Job },
): Promise<boolean> {
  try {
    await line.handle(engine, lane, job);
    return true;
  } catch (error) {
    if (error instanceof LaneLost) throw error;
    return settle(engine, line, { lane, job, error });
  }
}

async function settle(
  engine: Engine,
  line: Line,
  { lane, job, error }: { lane: Lane; job: Job; error: unknown },
): Promise<boolean> {
  const final = (error instanceof GitHubFault && error.kind !== 'retry') || job.attempts >= line.attempts;
  const facts = { lane: lane.key, job: job.id, kind: job.kind, attempts: job.attempts, error: say(error) };
  if (final) {
    engine.log.error(facts, 'a job was given up');
    await line.giveUp?.(engine, job, say(error));
    await engine.store.buryJob(lane, job, say(error));
    return true;
  }
  const asked = error instanceof GitHubFault ? error.retryAfterMs : null;
  const afterMs = asked ?? backoffMs(job.attempts, engine.random());
  engine.log.warn({ ...facts, afterMs }, 'a job is tried again');
  await engine.store.retryJob(lane, job, { at: engine.clock.now() + afterMs, error: say(error) });
  return false;
}

function say(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error instanceof GitHubFault ? error.message : `${error.name}: ${error.message}`;
}
