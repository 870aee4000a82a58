import { type NotReleased, sayNotReleased } from '#wording/say-release.js';
import { noteOfRelease } from '../note-of-release.js';
import { mergeApproved, whileHeld } from './merge-approved.js';
import { failed, type Performed } from './outcome.js';
import type { Performance } from './performance.js';
import { publishRelease } from './publish-release.js';

type Releasing = Performance<'ReleaseChange'>;

/**
 * Step 11: the change is merged exactly as approved, unless it was merged first, then tagged and published. The merged tree is
 * compared with the approved one before anything is published.
 */
export async function releaseChange(performance: Releasing): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { product, change } = operation;
  if (task.hold !== null) return whileHeld;
  const snapshot = await engine.github.loadSnapshot(task.repository, { issue: task.number, change });
  const merge = await mergeApproved(performance, snapshot);
  // As read before the merge: by it the default branch moves, and what was read is forgotten.
  const { settings } = await engine.configs.take(task.repository, snapshot.config);
  const notReleased = (reason: NotReleased) => failed(sayNotReleased(reason, settings.language));
  switch (merge.kind) {
    case 'stopped':
      return merge.performed;
    case 'refused':
      return notReleased({ why: 'refused', said: merge.said });
    case 'merged':
      if (merge.tree !== product.tree) return notReleased({ why: 'another tree', merged: merge.sha });
      await engine.store.saveNote(noteOfRelease(task.repository.id), merge.sha);
      return publishRelease(performance, snapshot, merge);
  }
}
