import { renderCheck } from '#wording/render-check.js';
import { renderReleaseNotes } from '#wording/render-release-notes.js';
import { sayMergeTitle } from '#wording/say-deployment.js';
import type { MergeResult, Snapshot } from '#ports/github.js';
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
  const snapshot = await engine.github.loadSnapshot(task.repository, { issue: task.number, change });
  const merged = snapshot.merged ?? (await merge(performance, snapshot));
  if ('kind' in merged && merged.kind === 'performed') return merged.performed;
  if (!('tree' in merged)) return failed('GitHub did not merge the change');
  if (merged.tree !== product.tree)
    return failed(
      `what was merged (${merged.sha.slice(0, 7)}) is not what was approved; it was not released`,
    );
  return publish(performance, snapshot, merged.sha);
}

type Merged = { sha: Sha; tree: Sha } | { kind: 'performed'; performed: Performed };

async function merge(performance: Releasing, snapshot: Snapshot): Promise<Merged> {
  const { engine, task, operation } = performance;
  const { product } = operation;
  const { change, live } = snapshot.seen;
  const stop = (performed: Performed): Merged => ({ kind: 'performed', performed });
  if (change === null || snapshot.changeNode === null || !change.open)
    return stop(failed('the pull request is closed; reopen it'));
  if (change.head !== product.head) {
    return stop(
      failed(
        `the pull request has moved on to ${change.head.slice(0, 7)}; what was approved is ${product.head.slice(0, 7)}`,
      ),
    );
  }
  if (live !== product.live) return stop(done({ type: 'LiveMoved', operation: operation.id, live }));
  await turnGreen(performance, product.head);
  const result = await engine.github.mergeChange(task.repository, {
    node: snapshot.changeNode,
    head: product.head,
    title: sayMergeTitle(task),
  });
  return result.kind === 'merged' ? result : stop(failed(whyNot(result)));
}

function whyNot(result: Exclude<MergeResult, { kind: 'merged' }>): string {
  return result.kind === 'refused'
    ? `GitHub refused the merge: ${result.why}`
    : 'the pull request was pushed to while it was being merged';
}

async function turnGreen({ engine, task }: Releasing, head: Sha): Promise<void> {
  const { store, github } = engine;
  const shown = await store.loadShown(task.key);
  if (shown === null) throw new Error('a task is shown before it is released');
  const { title, summary } = renderCheck({
    task,
    verdict: { state: 'green', because: { code: 'gate_passed' } },
  });
  const id = shown.check?.head === head ? shown.check.id : null;
  const check = await github.putCheck(task.repository, {
    id,
    head,
    state: 'green',
    title,
    summary,
    detailsUrl: null,
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
  const { settings } = engine.configs.take(task.repository, snapshot.config);
  const tag = (await store.loadNote(noted)) ?? nextTag(snapshot.latestRelease, settings.release);
  await store.saveNote(noted, tag);
  const made = attempt > 1 ? await github.findRelease(task.repository, tag) : null;
  if (made !== null && !made.draft) return finish(made.url);
  const journal = await store.loadJournal(task.key);
  const body = renderReleaseNotes(task, journal);
  const id =
    made?.id ??
    (await github.draftRelease(task.repository, { tag, target: sha, name: `${tag}: ${task.title}`, body }))
      .id;
  return finish((await github.publishRelease(task.repository, id)).url);

  async function finish(url: string): Promise<Performed> {
    await openFollowups({ engine, task });
    return done({ type: 'Released', operation: operation.id, tag, sha, url });
  }
}
