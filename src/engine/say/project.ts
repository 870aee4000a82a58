import type { Shown } from '#ports/store.js';
import { isGone } from '#process/is-gone.js';
import type { Engine } from '../engine.js';
import type { SayPayload } from '../payloads.js';
import { nothingShown } from './nothing-shown.js';
import { showCheck } from './show-check.js';
import { showIssue } from './show-issue.js';

/** Puts on GitHub what the task's state asks for, where it differs from what was last put there. What is shown is kept after each step. */
export async function project(
  engine: Engine,
  payload: Extract<SayPayload, { type: 'project' }>,
  attempt: number,
): Promise<void> {
  const { store, configs } = engine;
  const { look } = payload;
  const task = await store.loadTask(payload.task);
  if (task === null) return;
  const before = (await store.loadShown(task.key)) ?? nothingShown;
  if (before.version >= task.version && look === 'changed') return;
  const config = await configs.of(task.repository);
  const keep = (shown: Shown): Promise<void> => store.saveShown(task.key, shown);

  const started = { ...before, node: before.node ?? payload.node };
  const showing = { task, config, shown: started, mend: look === 'label', lookFirst: attempt > 1 };
  const seen = isGone(task) ? started : await showIssue(engine, showing);
  await keep(seen);
  const asked = look === 'check' ? { ...seen, check: null } : seen;
  const checked = await showCheck(engine, { task, config, shown: asked });
  await keep({ ...checked, version: task.version });
}
