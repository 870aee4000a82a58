import type { Engine } from '#engine/engine.js';
import { type Line, work } from '#engine/worker.js';

interface Left {
  /** The jobs that were given up. */
  readonly buried: readonly number[];
  /** Everything that was logged, stored or said of them. */
  readonly said: readonly string[];
}

/** Works off these jobs, one after another, each in a lane of its own: which attempt each is at, of five. */
export async function workOff(attempts: readonly number[], handle: Line['handle']): Promise<Left> {
  const [buried, said]: [number[], string[]] = [[], []];
  const keep = (...all: readonly unknown[]): Promise<void> => {
    said.push(JSON.stringify(all));
    return Promise.resolve();
  };
  let released = 0;
  const stopping = new AbortController();
  const jobs = attempts.map((at, index) => ({
    id: index + 1,
    kind: 'event',
    attempts: at,
    crashes: 0,
    payload: {},
  }));
  const next: (typeof jobs)[number][] = [];
  const store = {
    mark: () => 0,
    claimLane: () => {
      next.push(...jobs.splice(0, 1));
      return Promise.resolve(next.length > 0 ? { key: 'task:7#1' } : null);
    },
    nextJob: () => Promise.resolve(next.shift() ?? null),
    nextDue: () => Promise.resolve(null),
    wait: () => {
      // While something is under way, its end is what is waited for.
      if (released < attempts.length) return new Promise(() => undefined);
      stopping.abort();
      return Promise.resolve();
    },
    releaseLane: () => {
      released += 1;
      return Promise.resolve();
    },
    retryJob: keep,
    finishJob: (_lane: unknown, { id }: { id: number }, ...words: unknown[]) => {
      buried.push(id);
      return keep(...words);
    },
  };
  const parts = {
    store,
    log: { info: keep, warn: keep, error: keep },
    meters: { attempted: () => undefined },
  };
  const github = { withPatience: (_patience: unknown, act: () => unknown) => act() };
  const giveWay = { calm: () => Promise.resolve() };
  const engine = { ...parts, github, giveWay, clock: { now: () => 1 }, random: () => 0 } as unknown as Engine;
  const giveUp: Line['giveUp'] = (_engine, _job, words) => {
    said.push(words);
    return [];
  };
  const line = { prefix: 'task:', width: 1, attempts: 5, handle, giveUp } as Line;
  await work(engine, line, { owner: 'me', signal: stopping.signal });
  return { buried, said };
}
