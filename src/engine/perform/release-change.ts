import { renderReleaseNotes } from '#wording/render-release-notes.js';
import { type NotReleased, sayNotReleased, sayReleaseTitle } from '#wording/say-release.js';
import type { Snapshot } from '#ports/github.js';
import type { Sha } from '#process/task.js';
import { noteOfRelease } from '../note-of-release.js';
import { mergeApproved, whileHeld } from './merge-approved.js';
import { nextTag } from './next-tag.js';
import { openFollowups } from './open-followups.js';
import { done, failed, type Performed } from './outcome.js';
import type { Performance } from './performance.js';

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
  const { settings } = await engine.configs.of(task.repository);
  const notReleased = (reason: NotReleased) => failed(sayNotReleased(reason, settings.language));
  switch (merge.kind) {
    case 'stopped':
      return merge.performed;
    case 'refused':
      return notReleased({ why: 'refused', said: merge.said });
    case 'merged':
      if (merge.tree === product.tree) return publish(performance, snapshot, merge.sha);
      return notReleased({ why: 'another tree', merged: merge.sha });
  }
}

/** A draft first, so that a release that is visible is a release that is complete; a later try goes on with the draft. */
async function publish(
  { engine, task, operation, attempt }: Releasing,
  snapshot: Snapshot,
  sha: Sha,
): Promise<Performed> {
  const { github, store } = engine;
  await store.saveNote(noteOfRelease(task.repository.id), sha);
  const noted = `release:${operation.id}`;
  const { settings } = await engine.configs.take(task.repository, snapshot.config);
  const tag = (await store.loadNote(noted)) ?? nextTag(snapshot.latestRelease, settings.release);
  await store.saveNote(noted, tag);
  const made = attempt > 1 ? await github.findRelease(task.repository, tag) : null;
  if (made !== null && !made.draft) return finish(made.url);
  const journal = await store.loadJournal(task.key);
  const body = renderReleaseNotes(task, journal, settings.language);
  const id =
    made?.id ??
    (
      await github.draftRelease(task.repository, {
        tag,
        target: sha,
        name: sayReleaseTitle(tag, task, settings.language),
        body,
      })
    ).id;
  return finish((await github.publishRelease(task.repository, id)).url);

  async function finish(url: string): Promise<Performed> {
    await openFollowups({ engine, task });
    return done({ type: 'Released', operation: operation.id, tag, sha, url });
  }
}
