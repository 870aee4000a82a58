import { expect, test } from '@jest/globals';
import { decideGroup, type GroupMember } from '#process/decide-group.js';
import type { Task } from '#process/task.js';
import { aTask } from '../support/a-task.js';
import { deliveryAt } from './delivery.js';

const fine = { base: 'live-1', configProblem: null };

/** A task whose merge is allowed: the client has said yes, and production is its own. */
function mergeable(over: Partial<Task> = {}): Task {
  const delivery = deliveryAt('deployment', { strategy: 'merge-then-deploy' });
  delivery.isGranted();
  return { ...delivery.task, ...over };
}

const member = (task: Task | null, over: Partial<GroupMember> = {}): GroupMember => ({
  change: 12,
  head: 'head-1',
  task,
  reverts: false,
  ...over,
});

test('a group is green when everything in it may be merged now', () => {
  const revert = member(null, { change: 14, reverts: true });
  expect(decideGroup([member(mergeable()), revert], fine)).toMatchObject({ state: 'green', member: null });
});

test('so is one while the release merges, and not a moment before', () => {
  expect(decideGroup([member(deliveryAt('release').task)], fine).state).toBe('green');
  const before = decideGroup([member(deliveryAt('teardown').task)], fine);
  expect(before).toMatchObject({ state: 'blocked', because: { code: 'gates_open', stage: 'teardown' } });
});

test('before production is the task’s own nothing of it is merged', () => {
  const waiting = deliveryAt('deployment', { strategy: 'merge-then-deploy' }).task;
  expect(decideGroup([member(waiting)], fine).because.code).toBe('gates_open');
});

test.each([
  ['a pull request of no task', member(null), 'no_task'],
  ['another head', member(mergeable(), { head: 'head-2' }), 'another_head_approved'],
  ['a task on hold', member(mergeable({ hold: { by: 'otto', at: 1, why: null } })), 'on_hold'],
  ['a cancelled task', member(mergeable({ cancelled: { by: 'mona', at: 1, why: null } })), 'cancelled'],
  ['a task that has not begun', member(aTask(7)), 'gates_open'],
])('%s blocks the group, whatever else is in it', (_, bad, code) => {
  const verdict = decideGroup([member(mergeable()), bad], fine);
  expect(verdict).toMatchObject({ state: 'blocked', because: { code }, member: bad });
});

test('what was approved on another live version is not merged with this one', () => {
  const verdict = decideGroup([member(mergeable())], { ...fine, base: 'live-2' });
  expect(verdict).toMatchObject({ state: 'blocked', because: { code: 'live_moved', live: 'live-2' } });
});

test('with a broken configuration nothing is green', () => {
  const verdict = decideGroup([member(mergeable())], { ...fine, configProblem: 'line 1: no' });
  expect(verdict.because.code).toBe('config_broken');
});

test('a group that is not known is not green', () => {
  expect(decideGroup([], fine)).toMatchObject({
    state: 'blocked',
    because: { code: 'group_unreadable' },
  });
});
