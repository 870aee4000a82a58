import { expect, test } from '@jest/globals';
import { openSteadyClock } from '#app/steady-clock.js';

const hour = 3_600_000;

/** A machine whose clock can be set; `pass` lets time go by. */
function aMachine() {
  let [set, passed] = [10 * hour, 0];
  const clock = openSteadyClock({ now: () => set + passed }, () => passed);
  return { clock, pass: (ms: number) => (passed += ms), setBy: (ms: number) => (set += ms) };
}

test('time goes by as on the machine, also forwards by hours at once', () => {
  const { clock, pass, setBy } = aMachine();
  pass(1_500);
  expect(clock.now()).toBe(10 * hour + 1_500);
  setBy(3 * hour);
  expect(clock.now()).toBe(13 * hour + 1_500);
});

test('a clock that is set back by hours stops nothing: time goes on, a tenth slower until the machine has caught up', () => {
  const { clock, pass, setBy } = aMachine();
  setBy(-2 * hour);
  expect(clock.now()).toBe(10 * hour);
  for (let looks = 0; looks < 1_000; looks += 1) {
    pass(1);
    clock.now();
  }
  expect(clock.now()).toBe(10 * hour + 900);
  pass(20 * hour);
  expect(clock.now()).toBe(28 * hour + 1_000);
});

test('what was stored before a restart is not in the future after it', () => {
  const { clock } = aMachine();
  clock.goOnFrom(null);
  clock.goOnFrom(8 * hour);
  expect(clock.now()).toBe(10 * hour);
  clock.goOnFrom(12 * hour);
  expect(clock.now()).toBe(12 * hour);
});

test('a clock that was once wrong by days is not followed', () => {
  const { clock } = aMachine();
  clock.goOnFrom(40 * hour);
  expect(clock.now()).toBe(10 * hour);
});
