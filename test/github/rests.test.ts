import { expect, test } from '@jest/globals';
import { defaultLimits } from '#github/limits/limits.js';
import { type Limiter, openLimiter } from '#github/limits/open-limiter.js';

const read = { method: 'GET', url: '/repos/{owner}/{repo}' };

/** Notes that processes share, a time that they share, and how often somebody looked. */
function openWorld() {
  const noted = new Map<string, string>();
  const world = {
    now: 1_000_000,
    looks: 0,
    broken: false,
    start: (): Limiter => {
      const answer = <Value>(value: Value): Promise<Value> =>
        world.broken ? Promise.reject(new Error('the database is gone')) : Promise.resolve(value);
      const now = (): number => world.now;
      return openLimiter(defaultLimits, {
        now,
        elapsed: now,
        notes: {
          loadNote(name) {
            world.looks += 1;
            return answer(noted.get(name) ?? null);
          },
          saveNote: (name, value) => answer(undefined).then(() => void noted.set(name, value)),
        },
      });
    },
  };
  return world;
}

async function admit(limiter: Limiter, installation = 1): Promise<void> {
  const admitted = await limiter.admit(installation, read, { priority: 'gate' });
  admitted.answered({});
  admitted.end();
}

test('while GitHub wants to be left alone nothing is sent, not even a gate, also after a restart', async () => {
  const world = openWorld();
  await world.start().rest(1, 60_000);
  const again = world.start();
  world.now += 20_000;
  await expect(admit(again)).rejects.toMatchObject({ kind: 'retry', limit: 'rest', retryAfterMs: 40_000 });
  await admit(again, 2);
  world.now += 40_000;
  await admit(again);
});

test('another process hears of it within five seconds, and looks no more often than that', async () => {
  const world = openWorld();
  const [one, other] = [world.start(), world.start()];
  await admit(other);
  await one.rest(1, 60_000);
  world.now += 4_999;
  for (let asked = 0; asked < 100; asked += 1) await admit(other);
  expect(world.looks).toBe(1);
  world.now += 1;
  await expect(admit(other)).rejects.toMatchObject({ limit: 'rest' });
});

test('when GitHub says so again as soon as it is asked again, each rest is twice as long, up to an hour', async () => {
  const world = openWorld();
  const limiter = world.start();
  const rests: number[] = [];
  for (let time = 0; time < 8; time += 1) {
    await limiter.rest(1, 60_000);
    const until = limiter.budgets()[0]?.restsUntil;
    if (time > 0 && until != null) rests.push((until - world.now) / 60_000);
    await expect(admit(limiter)).rejects.toMatchObject({ limit: 'rest' });
    world.now = limiter.budgets()[0]?.restsUntil ?? 0;
  }
  expect(rests).toEqual([2, 4, 8, 16, 32, 60, 60]);
});

test('after an answer the next rest is as long as GitHub says, and what was on its way is no repetition', async () => {
  const world = openWorld();
  const limiter = world.start();
  await limiter.rest(1, 1_000);
  await limiter.rest(1, 1_000);
  await limiter.rest(1, 1_000);
  world.now += 1_000;
  await admit(limiter);
  await limiter.rest(1, 1_000);
  world.now += 1_000;
  await admit(limiter);
});

test('a store that does not answer holds nobody up, and what GitHub said to this process holds all the same', async () => {
  const world = openWorld();
  world.broken = true;
  const limiter = world.start();
  await admit(limiter);
  await limiter.rest(1, 60_000);
  await expect(admit(limiter)).rejects.toMatchObject({ limit: 'rest' });
});
