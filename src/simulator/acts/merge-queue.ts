import { setTimeout as delay } from 'node:timers/promises';
import { mergeTrees } from '../git/merge.js';
import { readCommit, resolveCommit } from '../git/read-commit.js';
import { runGit } from '../git/run-git.js';
import { addAccount } from '../state/add-account.js';
import { found } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import { inBackground } from '../state/in-background.js';
import { inTurn } from '../state/in-turn.js';
import { missingChecks, sayMissingChecks } from '../state/missing-checks.js';
import { nodeId } from '../state/node-id.js';
import type { Account, PullRequest, QueueEntry } from '../state/records.js';
import type { World } from '../state/world.js';
import { emit } from '../webhooks/emit.js';
import { completeMerge } from './complete-merge.js';
import type { Doer } from './doer.js';
import { emitPull } from './emit-pull.js';
import { makeMerge, requireOpen } from './merge-pull.js';
import { moveRef } from './move-ref.js';
import { refMoved } from './refs-moved.js';

const bot = 'github-merge-queue[bot]';

/** Whoever merges what is in a queue. */
function queueBot(world: World): Account {
  return world.accounts.get(bot) ?? addAccount(world, bot, { type: 'Bot' });
}

/** Puts a pull request at the end of its base's merge queue; throws with GitHub's reason when it may not be. */
export async function enqueue(doer: Doer, issue: PullRequest, expectedHead?: string): Promise<QueueEntry> {
  const { world, repository, by } = doer;
  const { pull } = issue;
  if (expectedHead !== undefined && expectedHead !== pull.headSha)
    throw new GitHubError(409, 'Head branch was modified. Review and try the merge again.');
  requireOpen(issue);
  if (repository.protections.get(pull.baseRef)?.mergeQueue == null)
    throw new GitHubError(422, 'Merge queue is not enabled for the base branch');
  if (queueOf(doer, pull.baseRef).some((entry) => entry.issue === issue))
    throw new GitHubError(422, 'Pull request is already in the queue');
  const missing = missingChecks(repository, pull.baseRef, pull.headSha);
  if (missing.length > 0) throw new GitHubError(405, sayMissingChecks(missing));
  const at = { by, head: pull.headSha, enqueuedAt: world.now() };
  const entry = { nodeId: nodeId('MQE', world.newId()), issue, ...at, base: '', group: '', ref: '' };
  repository.mergeQueue.push(entry);
  emitPull(doer, issue, 'enqueued');
  await buildGroup(doer, entry);
  return entry;
}

/** The entries of one branch, in the order of the queue. */
export function queueOf({ repository }: Pick<Doer, 'repository'>, branch: string): QueueEntry[] {
  return repository.mergeQueue.filter(({ issue }) => issue.pull.baseRef === branch);
}

/** Builds what the base would become, on top of the entry before it, and asks for its checks. */
async function buildGroup(doer: Doer, entry: QueueEntry): Promise<void> {
  const { repository } = doer;
  const { issue } = entry;
  const { baseRef } = issue.pull;
  const queue = queueOf(doer, baseRef);
  const before = queue[queue.indexOf(entry) - 1]?.group;
  const base = before ?? found(await resolveCommit(repository, `refs/heads/${baseRef}`));
  const { tree, conflicts } = await mergeTrees(repository, base, entry.head);
  if (conflicts) return dequeue(doer, entry, 'MERGE_CONFLICT');
  const method = repository.protections.get(baseRef)?.mergeQueue ?? 'merge';
  const merger = { ...doer, by: queueBot(doer.world) };
  entry.base = base;
  entry.group = await makeMerge(merger, issue, { method, base, tree });
  // GitHub takes seconds to build a group: built again within the second of the one before, it would be that very commit, checks and all.
  while (isChecked(repository, entry.group)) {
    await delay(1_000 - (Date.now() % 1_000));
    entry.group = await makeMerge(merger, issue, { method, base, tree });
  }
  entry.ref = `refs/heads/gh-readonly-queue/${baseRef}/pr-${issue.number}-${base}`;
  await moveRef(merger, { ref: entry.ref, to: entry.group, force: true });
  await emitGroup(merger, entry, 'checks_requested');
}

const isChecked = ({ checkRuns }: Doer['repository'], sha: string): boolean =>
  checkRuns.some(({ headSha }) => headSha === sha);

async function emitGroup(
  doer: Doer,
  { issue, group, ref, base }: QueueEntry,
  action: 'checks_requested' | 'destroyed',
  reason?: 'merged' | 'invalidated' | 'dequeued',
): Promise<void> {
  const { sha, tree, message, author, committer } = found(await readCommit(doer.repository, group));
  const signed = ({ name, email }: { name: string; email: string }) => ({ name, email });
  emit(doer, 'merge_group', action, {
    ...(reason === undefined ? {} : { reason }),
    merge_group: {
      head_sha: group,
      head_ref: ref,
      base_sha: base,
      base_ref: `refs/heads/${issue.pull.baseRef}`,
      head_commit: {
        id: sha,
        tree_id: tree,
        message,
        timestamp: committer.date,
        author: signed(author),
        committer: signed(committer),
      },
    },
  });
}

/** Takes an entry out without merging it: why, in GitHub's words. What stood behind it is built anew. */
async function dequeue(doer: Doer, entry: QueueEntry, reason: string): Promise<void> {
  const { repository } = doer;
  const merger = { ...doer, by: queueBot(doer.world) };
  const behind = queueOf(doer, entry.issue.pull.baseRef);
  repository.mergeQueue = repository.mergeQueue.filter((one) => one !== entry);
  emitPull(merger, entry.issue, 'dequeued', { reason });
  if (entry.group !== '') {
    await emitGroup(merger, entry, 'destroyed', 'dequeued');
    await moveRef(merger, { ref: entry.ref, to: null });
  }
  for (const one of behind.slice(behind.indexOf(entry) + 1)) await rebuild(doer, one);
}

async function rebuild(doer: Doer, entry: QueueEntry): Promise<void> {
  const merger = { ...doer, by: queueBot(doer.world) };
  if (entry.group !== '') {
    await emitGroup(merger, entry, 'destroyed', 'invalidated');
    await moveRef(merger, { ref: entry.ref, to: null });
  }
  await buildGroup(doer, entry);
}

/** Something that queues look at has moved: soon, whatever may be merged is, and whatever may not leaves. */
export function goOnWithQueues(doer: Doer): void {
  const { world, repository } = doer;
  if (repository.mergeQueue.length === 0) return;
  inBackground(world, () => inTurn(repository, () => settle(doer)));
}

async function settle(doer: Doer): Promise<void> {
  const { repository } = doer;
  for (const entry of [...repository.mergeQueue]) {
    if (!repository.mergeQueue.includes(entry)) continue;
    const { issue } = entry;
    if (issue.state === 'closed' || issue.pull.headSha !== entry.head) {
      await dequeue(doer, entry, issue.state === 'closed' ? 'PULL_REQUEST_CLOSED' : 'BRANCH_UPDATED');
      continue;
    }
    const isFirst = queueOf(doer, issue.pull.baseRef)[0] === entry;
    const base = await resolveCommit(repository, `refs/heads/${issue.pull.baseRef}`);
    if (isFirst && base !== entry.base) await rebuildAll(doer, issue.pull.baseRef);
    const missing = missingChecks(repository, issue.pull.baseRef, entry.group);
    if (missing.some(({ failing }) => failing)) await dequeue(doer, entry, 'CI_FAILURE');
    else if (isFirst && missing.length === 0) await mergeFirst(doer, entry);
  }
}

async function rebuildAll(doer: Doer, branch: string): Promise<void> {
  for (const entry of queueOf(doer, branch)) await rebuild(doer, entry);
}

async function mergeFirst(doer: Doer, entry: QueueEntry): Promise<void> {
  const { repository } = doer;
  const { issue, group, base } = entry;
  const merger: Doer = { ...doer, by: queueBot(doer.world), viaApp: false };
  const ref = `refs/heads/${issue.pull.baseRef}`;
  await runGit(repository.gitDirectory, ['update-ref', ref, group]);
  // Nobody who looks sees it neither queued nor merged.
  repository.mergeQueue = repository.mergeQueue.filter((one) => one !== entry);
  completeMerge(merger, issue, { sha: group, before: base });
  await emitGroup(merger, entry, 'destroyed', 'merged');
  await refMoved(merger, { ref, before: base, after: group });
  await moveRef(merger, { ref: entry.ref, to: null });
}
