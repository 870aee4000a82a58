import { renderCheck } from '#wording/render-check.js';
import { sayMergeTitle } from '#wording/say-deployment.js';
import { type NotReleased, sayNotReleased } from '#wording/say-release.js';
import type { Snapshot } from '#ports/github.js';
import type { Sha } from '#process/task.js';
import { done, failed, type Performed } from './outcome.js';
import type { Performance } from './performance.js';

type Merging = Performance<'ReleaseChange'> | Performance<'MergeChange'>;

/** `refused`: GitHub does not let Greenlight merge, in GitHub's words; the check is green. */
type Merge =
  | { readonly kind: 'merged'; readonly sha: Sha; readonly tree: Sha }
  | { readonly kind: 'refused'; readonly said: string }
  | { readonly kind: 'stopped'; readonly performed: Performed };

/** Looked at again without asking GitHub anything. */
export const whileHeld: Performed = { kind: 'snooze', afterMs: 2_000 };

const stopped = (performed: Performed): Merge => ({ kind: 'stopped', performed });

async function notYet({ engine, task }: Merging, reason: NotReleased): Promise<Merge> {
  const { settings } = await engine.configs.of(task.repository);
  return stopped(failed(sayNotReleased(reason, settings.language)));
}

/**
 * Merges what was approved, by the method of the repository, or puts it into the merge queue where the branch has one. The
 * required check turns green only here, after head and live were read once more, so nobody can merge anything else in between;
 * GitHub's own guard on the head does the rest. Whoever asked compares the merged tree.
 */
export async function mergeApproved(performance: Merging, snapshot: Snapshot): Promise<Merge> {
  const { operation } = performance;
  const { change } = snapshot.seen;
  if (change !== null && change.base !== snapshot.defaultBranch)
    return notYet(performance, { why: 'another base', base: change.base });
  if (snapshot.merged !== null) return { kind: 'merged', ...snapshot.merged };
  const reason = whyNotYet(performance, snapshot);
  if (reason !== null) return notYet(performance, reason);
  const { live, queued } = snapshot.seen;
  if (live !== operation.product.live)
    return stopped(done({ type: 'LiveMoved', operation: operation.id, live }));
  const notNow = await isStopped(performance, snapshot);
  if (notNow !== null) return stopped(notNow);
  if (queued === true) return stopped(done(queuedOutcome(performance)));
  if (operation.wasQueued === true) return notYet(performance, { why: 'left the queue' });
  await turnGreen(performance, operation.product.head);
  return snapshot.mergeQueue ? enqueue(performance, snapshot) : merge(performance, snapshot);
}

const queuedOutcome = ({ operation }: Merging) =>
  ({ type: 'MergeAwaited', operation: operation.id, by: 'queue', said: null }) as const;

/** The pull request must be open, at the head that was approved. */
function whyNotYet({ operation: { product } }: Merging, { seen: { change } }: Snapshot): NotReleased | null {
  if (!change?.open) return { why: 'closed' };
  if (change.head === product.head) return null;
  return { why: 'another head', head: change.head, approved: product.head };
}

/** Nothing is merged while the task is on hold or the configuration cannot be read, also when that came just now. */
async function isStopped({ engine, task }: Merging, { config }: Snapshot): Promise<Performed | null> {
  const { problem } = await engine.configs.take(task.repository, config);
  if (problem !== null) return failed(problem);
  const now = await engine.store.loadTask(task.key);
  return now?.hold == null ? null : whileHeld;
}

async function merge(performance: Merging, { changeNode }: Snapshot): Promise<Merge> {
  const { engine, task, operation } = performance;
  const { settings } = await engine.configs.of(task.repository);
  const result = await engine.github.mergeChange(task.repository, {
    node: changeNode ?? '',
    head: operation.product.head,
    title: sayMergeTitle(task, settings.language),
    method: settings.release.method,
  });
  switch (result.kind) {
    case 'merged':
      return result;
    case 'refused':
      return { kind: 'refused', said: result.why };
    case 'head-moved':
      return notYet(performance, { why: 'pushed meanwhile' });
  }
}

async function enqueue(performance: Merging, { changeNode }: Snapshot): Promise<Merge> {
  const { engine, task, operation } = performance;
  const entry = { node: changeNode ?? '', head: operation.product.head };
  const result = await engine.github.enqueueChange(task.repository, entry);
  switch (result.kind) {
    case 'queued':
      return stopped(done(queuedOutcome(performance)));
    case 'refused':
      return { kind: 'refused', said: result.why };
    case 'head-moved':
      return notYet(performance, { why: 'pushed meanwhile' });
  }
}

async function turnGreen({ engine, task }: Merging, head: Sha): Promise<void> {
  const { store, github } = engine;
  const shown = await store.loadShown(task.key);
  if (shown.version === 0) throw new Error('a task is shown before it is merged');
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
    check: { id: check.id, head, body: `green\n${title}\n${summary}` },
  });
}
