import { expect, jest, test } from '@jest/globals';
import { openSharedClock } from '#app/shared-clock.js';

const never = new AbortController().signal;
const told = (instant: number) => () => Promise.resolve(instant);

test('it goes by what everybody’s clock says, whatever the machine’s does, also when that is set in between', async () => {
  let [machine, elapsed] = [1_000_000, 0];
  const clock = openSharedClock({ now: () => machine }, () => elapsed);
  expect(clock.now()).toBe(1_000_000);
  await clock.follow(told(940_000), AbortSignal.abort());
  expect(clock.now()).toBe(940_000);
  machine += 3_600_000;
  expect(clock.now()).toBe(940_000);
  elapsed += 500;
  expect(clock.now()).toBe(940_500);
});

test('half of the time that the answer took has gone by since', async () => {
  let elapsed = 0;
  const clock = openSharedClock({ now: () => 1_000_000 }, () => elapsed);
  const slow = (): Promise<number> => {
    elapsed += 200;
    return Promise.resolve(940_000);
  };
  await clock.follow(slow, AbortSignal.abort());
  expect(clock.now()).toBe(940_100);
});

test('it asks again from time to time, until it is told to stop; what does not answer changes nothing', async () => {
  jest.useFakeTimers();
  const stopped = new AbortController();
  const answers = [940_000, null, 950_000, 960_000];
  let asked = 0;
  const clock = openSharedClock({ now: () => 1_000_000 }, () => 0);
  const ask = (): Promise<number> => {
    const answer = answers[asked] ?? null;
    asked += 1;
    return answer === null ? Promise.reject(new Error('the database is away')) : Promise.resolve(answer);
  };
  await clock.follow(ask, stopped.signal);
  const seen: number[] = [];
  for (let turn = 0; turn < 3; turn += 1) {
    await jest.advanceTimersByTimeAsync(5_000);
    seen.push(clock.now());
    if (turn === 1) stopped.abort();
  }
  expect(seen).toEqual([940_000, 950_000, 950_000]);
  expect(asked).toBe(3);
  jest.useRealTimers();
});

test('an answer that came late is not gone by; where there is nobody else it is the machine’s clock', async () => {
  let elapsed = 0;
  const late = openSharedClock({ now: () => 1_000_000 }, () => (elapsed += 3_000));
  await late.follow(told(940_000), AbortSignal.abort());
  expect(late.now()).toBe(1_000_000);
  const alone = openSharedClock({ now: () => 1_000_000 });
  await alone.follow(() => Promise.resolve(null), never);
  expect(alone.now()).toBe(1_000_000);
});
