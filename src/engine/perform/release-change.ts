import { renderCheck } from '#wording/render-check.js';
import { renderReleaseNotes } from '#wording/render-release-notes.js';
import { sayMergeTitle } from '#wording/say-deployment.js';
import { type NotReleased, sayNotReleased, sayReleaseTitle } from '#wording/say-release.js';
import type { Snapshot } from '#ports/github.js';
import type { Sha } from '#process/task.js';
import { nextTag } from './next-tag.js';
import { openFollowups } from './open-followups.js';
import { done, failed, type Performed } from './outcome.js';
import type { Performance } from './performance.js';

type Releasing = Performance<'ReleaseChange'>;

/**
 * Step 11: the change is merged exactly as approved, tagged and published. The required check turns green only here, after
 * head and live were read once more, so nobody can merge anything else in between; the merge is guarded by the head,
 * and the merged tree is compared with the approved one before anything is published.
 */
export async function releaseChange(performance: Releasing): Promise<Performed> {
  const { engine, task, operation } = performance;
  const { product, change } = operation;
  if (task.hold !== null) return whileHeld;
  const snapshot = await engine.github.loadSnapshot(task.repository, { issue: task.number, change });
  const merge = snapshot.merged ?? (await mergeApproved(performance, snapshot));
  if ('stopped' in merge) return merge.stopped;
  if (merge.tree !== product.tree)
    return notReleased(performance, { why: 'another tree', merged: merge.sha });
  return publish(performance, snapshot, merge.sha);
}

/** Looked at again without asking GitHub anything. */
const whileHeld: Performed = { kind: 'snooze', afterMs: 2_000 };

async function notReleased({ engine, task }: Releasing, reason: NotReleased): Promise<Performed> {
  const { settings } = await engine.configs.of(task.repository);
  return failed(sayNotReleased(reason, settings.language));
}

type Merge = { readonly sha: Sha; readonly tree: Sha } | { readonly stopped: Performed };

async function mergeApproved(performance: Releasing, snapshot: Snapshot): Promise<Merge> {
  const { engine, task, operation } = performance;
  const { product } = operation;
  const { changeNode, seen } = snapshot;
  const stopped = await whyNotYet(performance, snapshot);
  if (stopped !== null) return { stopped };
  if (changeNode === null) return { stopped: await notReleased(performance, { why: 'closed' }) };
  if (seen.live !== product.live)
    return { stopped: done({ type: 'LiveMoved', operation: operation.id, live: seen.live }) };
  const notNow = await isStopped(performance, snapshot);
  if (notNow !== null) return { stopped: notNow };
  await turnGreen(performance, product.head);
  const { settings } = await engine.configs.of(task.repository);
  const title = sayMergeTitle(task, settings.language);
  const result = await engine.github.mergeChange(task.repository, {
    node: changeNode,
    head: product.head,
    title,
  });
  switch (result.kind) {
    case 'merged':
      return result;
    case 'refused':
      return { stopped: await notReleased(performance, { why: 'refused', said: result.why }) };
    case 'head-moved':
      return { stopped: await notReleased(performance, { why: 'pushed meanwhile' }) };
  }
}

/** Nothing is merged while the task is on hold or the configuration cannot be read, also when that came just now. */
async function isStopped({ engine, task }: Releasing, { config }: Snapshot): Promise<Performed | null> {
  const { problem } = await engine.configs.take(task.repository, config);
  if (problem !== null) return failed(problem);
  const now = await engine.store.loadTask(task.key);
  return now?.hold == null ? null : whileHeld;
}

/** The pull request must be open, at the head that was approved. */
async function whyNotYet(performance: Releasing, { seen: { change } }: Snapshot): Promise<Performed | null> {
  const { product } = performance.operation;
  if (!change?.open) return notReleased(performance, { why: 'closed' });
  if (change.head === product.head) return null;
  return notReleased(performance, { why: 'another head', head: change.head, approved: product.head });
}

async function turnGreen({ engine, task }: Releasing, head: Sha): Promise<void> {
  const { store, github } = engine;
  const shown = await store.loadShown(task.key);
  if (shown === null) throw new Error('a task is shown before it is released');
  const { settings } = await engine.configs.of(task.repository);
  const verdict = { state: 'green', because: { code: 'gate_passed' } } as const;
  const { title, summary } = renderCheck({ task, verdict, settings });
  const id = shown.check?.head === head ? shown.check.id : null;
  const check = await github.putCheck(task.repository, {
    id,
    head,
    state: 'green',
    title,
    summary,
    detailsUrl: null,
    buttons: [],
  });
  await store.saveShown(task.key, {
    ...shown,
    check: { id: check.id, head, body: `green\n${title}\n${summary}` },
  });
}

/** A draft first, so that a release that is visible is a release that is complete; a later try goes on with the draft. */
async function publish(
  { engine, task, operation, attempt }: Releasing,
  snapshot: Snapshot,
  sha: Sha,
): Promise<Performed> {
  const { github, store } = engine;
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
