import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { openTarget } from '../../trials/fuzz/open-target.js';
import { must, type Target, targetNames } from '../../trials/fuzz/target.js';
import { tryInputs } from '../../trials/fuzz/try-inputs.js';

const seed = 20_261_125;
const runs = 2_000;

describe('whatever people or strangers send', () => {
  test.each(targetNames)(
    'is read without a fault and in time: %s',
    async (name) => {
      const target = await openTarget(name);
      try {
        const { inputs, findings } = await tryInputs(target, { runs, seed });
        expect(findings).toEqual([]);
        expect(inputs).toBe(runs);
      } finally {
        await target.close();
      }
    },
    60_000,
  );
});

describe('a fault in what is tried', () => {
  const faulty = (check: Target<unknown>['check']): Target<unknown> => ({
    name: 'comment',
    inputs: fc.nat({ max: 20 }),
    sizeOf: () => 1,
    allowanceMs: 5,
    check,
    close: () => Promise.resolve(),
  });

  test('is found, and found again from its seed', async () => {
    const target = faulty((input) => must(input !== 7, 'seven'));
    const { findings } = await tryInputs(target, { runs: 200, seed });
    const [first] = findings;
    expect(first).toMatchObject({ what: 'seven', input: '7' });
    const again = await tryInputs(target, { runs: 100, seed: first?.seed ?? 0 });
    expect(again.findings[0]).toMatchObject({ seed: first?.seed, index: first?.index });
  });

  test('is a crash, or takes too long', async () => {
    const crashes = await tryInputs(
      faulty(() => {
        throw new TypeError('of undefined');
      }),
      { runs: 1, seed },
    );
    expect(crashes.findings[0]?.what).toContain('crashed: TypeError: of undefined');
    const slow = await tryInputs(
      faulty(() => {
        const until = performance.now() + 20;
        while (performance.now() < until);
      }),
      { runs: 1, seed },
    );
    expect(slow.findings[0]?.what).toMatch(/^took \d+ ms of the processor$/);
  });
});
