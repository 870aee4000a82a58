import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { goOnWorld } from './go-on-world.js';
import { mustHold } from './must-hold.js';
import { happen, someHappenings, someRules } from './random-steps.js';
import { World } from './world.js';

const numRuns = Number(process.env.GREENLIGHT_MODEL_RUNS ?? 400);
const seed = Number(process.env.GREENLIGHT_MODEL_SEED ?? 7);

test(
  'whatever happens, what must always hold does, and every task can be brought to its end',
  () => {
    fc.assert(
      fc.property(someRules, someHappenings, (rules, happened) => {
        const world = new World(rules, mustHold);
        for (const one of happened) happen(world, one);
        for (let steps = 0; steps < 150 && goOnWorld(world); steps += 1);
        expect(['released', 'cancelled']).toContain(world.task.stage);
      }),
      { numRuns, seed },
    );
  },
  20_000 + numRuns * 50,
);
