import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decide } from '#process/decide.js';
import { changesBetween, foldChanges } from '#process/fold-journal.js';
import { newTask } from '#process/new-task.js';
import type { Task } from '#process/task.js';
import { repository } from '../support/a-task.js';
import { happen, someHappenings, someRules } from './random-steps.js';
import { type Step, World } from './world.js';

const numRuns = Number(process.env.GREENLIGHT_MODEL_RUNS ?? 200);
const timeoutMs = 20_000 + numRuns * 50;
const beginning = newTask({ repository, number: 1, title: 'Idea' });

/** What the journal holds: the decisions that changed or started something. */
const recorded = (steps: readonly Step[]): readonly Step[] =>
  steps.filter(({ before, decision }) => decision.task.version > before.version);

const someLife = fc.tuple(someRules, someHappenings).map(([rules, happened]) => {
  const world = new World(rules, () => undefined);
  for (const one of happened) happen(world, one);
  return world;
});

const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

test(
  'the journal replays to the task',
  () => {
    fc.assert(
      fc.property(someLife, ({ task, steps }) => {
        const changes = recorded(steps).map(({ before, decision }) =>
          asStored(changesBetween(before, decision.task)),
        );
        expect(foldChanges(beginning, changes)).toEqual(task);
        expect(changes.map(({ version }) => version)).toEqual(changes.map((_, index) => index + 1));
      }),
      { numRuns, seed: 11 },
    );
  },
  timeoutMs,
);

test(
  'the same events with the same facts give the same decisions, also after a restart',
  () => {
    fc.assert(
      fc.property(someLife, ({ task, steps }) => {
        let replayed: Task = beginning;
        for (const { event, facts, decision } of recorded(steps)) {
          const again = decide(asStored(replayed), asStored(event), asStored(facts));
          expect(again).toEqual(decision);
          replayed = again.task;
        }
        expect(replayed).toEqual(task);
      }),
      { numRuns, seed: 12 },
    );
  },
  timeoutMs,
);
