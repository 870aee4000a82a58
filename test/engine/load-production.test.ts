import { expect, test } from '@jest/globals';
import { loadProduction } from '#engine/load-production.js';
import { noteOfPruned } from '#engine/note-of-pruned.js';
import type { Store } from '#ports/store.js';
import type { BackupRef } from '#process/task.js';
import { aTask } from '../support/a-task.js';

const backupOf = (id: string): BackupRef => ({
  id,
  environment: 'production',
  commit: 'a'.repeat(40),
  bytes: 1,
  sha256: 'f',
  at: 1,
});

const released = (number: number, tag: string, before: string) =>
  aTask(number, {
    stage: 'released',
    release: { tag, sha: 'b'.repeat(40), url: '', before: backupOf(before) },
  });

/** What `/rollback <version>` would find when these backups were removed. */
async function kept(pruned: readonly string[]): Promise<readonly string[]> {
  const newest = released(3, 'v3', 'of-v2');
  const store = {
    productionHeld: () => Promise.resolve(null),
    bannedAmong: () => Promise.resolve([]),
    releasedTasks: () =>
      Promise.resolve([newest, released(2, 'v2', 'of-v1'), released(1, 'v1', 'of-nothing')]),
    loadNote: (name: string) => Promise.resolve(pruned.some((id) => noteOfPruned(id) === name) ? '1' : null),
  } as unknown as Store;
  const event = {
    type: 'RollbackRequested',
    by: 'olga',
    reason: null,
    source: { comment: 1, on: 3 },
  } as const;
  const { releases } = await loadProduction({ store }, newest, { event, head: null });
  return releases?.kept ?? [];
}

test('a version is offered for a rollback as long as its backup is kept', async () => {
  expect(await kept([])).toEqual(['v2', 'v1']);
  expect(await kept(['of-v1'])).toEqual(['v2']);
});
