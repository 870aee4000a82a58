import type { Shown } from '#ports/store.js';
import { isGone } from '#process/is-gone.js';
import type { TaskKey } from '#process/task.js';
import type { Engine } from '../engine.js';
import { laneOf } from '../lanes.js';
import { isProjection } from '../letters.js';
import type { SayPayload } from '../payloads.js';
import { showCheck } from './show-check.js';
import { showIssue } from './show-issue.js';

/** Puts on GitHub what the task's state asks for, where it differs from what was last put there. What is shown is kept after each step. */
export async function project(
  engine: Engine,
  payload: Extract<SayPayload, { type: 'project' }>,
  attempt: number,
): Promise<void> {
  const { store, configs, github } = engine;
  const { look } = payload;
  const task = await store.loadTask(payload.task);
  if (task === null) return;
  const before = await store.loadShown(task.key);
  if (before.version >= task.version && look === 'changed') return;
  const config = await configs.of(task.repository);
  const former = look === 'card' && before.card !== null ? { ...before.card, body: '' } : before.card;
  const started = { ...before, card: former, node: before.node ?? payload.node };
  const mend = look === 'label' || look === 'card';
  // Before the rest: it is what people and merges wait for.
  const asked = { task, config, shown: started, anew: look === 'check' };
  const checked = await github.withCause('project', () => showCheck(engine, asked), 'gate');
  await store.saveShown(task.key, { node: checked.node, check: checked.check });
  const showing = { task, config, shown: checked, mend, lookFirst: attempt > 1 };
  const seen = isGone(task) ? checked : await showIssue(engine, showing);
  const { card, label } = seen;
  await store.saveShown(task.key, { card, label, version: task.version });
  await settleProjections(engine, task.key);
}

/** What was given up of showing the task is made up for by now. */
async function settleProjections({ store, clock, appSlug }: Engine, task: TaskKey): Promise<void> {
  const letters = await store.deadJobsOf([laneOf('say', task)]);
  const intervention = {
    did: 'dropped',
    at: clock.now(),
    by: `${appSlug}[bot]`,
    why: 'shown since',
  } as const;
  for (const { id } of letters.filter(isProjection)) await store.settleDead(id, { intervention, jobs: [] });
}

/** The check alone: the rest is shown when there is room for it. */
export async function projectCheck(engine: Engine, key: TaskKey): Promise<void> {
  const { store, configs, github } = engine;
  const task = await store.loadTask(key);
  if (task === null) return;
  const config = await configs.of(task.repository);
  const shown = await store.loadShown(key);
  const work = (): Promise<Shown> => showCheck(engine, { task, config, shown });
  const { check } = await github.withCause('project', work, 'gate');
  await store.saveShown(key, { check });
}
