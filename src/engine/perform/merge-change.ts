import { sayNotReleased } from '#wording/say-release.js';
import { mergeApproved, whileHeld } from './merge-approved.js';
import { done, type Performed } from './outcome.js';
import type { Performance } from './performance.js';

/**
 * Step 9.2.1 where the change is merged before it goes live. Merged by whomever, the merged tree is compared with the approved
 * one: the process takes another one out again. When GitHub does not let Greenlight merge, people are asked to.
 */
export async function mergeChange(performance: Performance<'MergeChange'>): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { id, product, change } = operation;
  if (task.hold !== null) return whileHeld;
  const snapshot = await engine.github.loadSnapshot(task.repository, { issue: task.number, change });
  const merge = await mergeApproved(performance, snapshot);
  switch (merge.kind) {
    case 'stopped':
      return merge.performed;
    case 'refused':
      return done({ type: 'MergeAwaited', operation: id, by: 'people', said: merge.said });
    case 'merged': {
      const { sha, tree } = merge;
      const { settings } = await engine.configs.of(task.repository);
      const reason = sayNotReleased({ why: 'another tree', merged: sha }, settings.language);
      const detail = tree === product.tree ? '' : reason;
      return done({ type: 'ChangeMerged', operation: id, sha, tree, detail });
    }
  }
}
