import { expect, test } from '@jest/globals';
import { planRecord } from '#engine/record.js';
import type { Decision } from '#process/decision.js';
import type { Facts } from '#process/facts.js';
import type { Task } from '#process/task.js';
import { aTask } from '../support/a-task.js';

/** What is said, in order, of a decision that led here and calls somebody. */
function saidOf(stage: Task['stage']): readonly unknown[] {
  const before = aTask(1, { stage: 'testing', version: 1 });
  const call = { kind: 'CallPeople', id: `${before.key}:2:CallPeople`, call: 'failed', roles: ['devops'] };
  const decision = {
    task: { ...before, stage, version: 2 },
    operations: [call],
    because: { code: 'operation_failed' },
    moves: [],
  } as unknown as Decision;
  const facts = { now: 1_000, actor: null } as Facts;
  const event = { type: 'TimePassed' } as const;
  const decided = { before, event, facts, sources: {}, node: null, found: undefined };
  const { jobs = [] } = planRecord(decided as Parameters<typeof planRecord>[0], decision, []);
  return jobs.map(({ payload }) => (payload as { type: string }).type);
}

test('a new step is shown before anybody is called to it', () => {
  expect(saidOf('integration')).toEqual(['project', 'call']);
});

test('at a step that is shown nobody who is called waits for the card', () => {
  expect(saidOf('testing')).toEqual(['call', 'project']);
});
