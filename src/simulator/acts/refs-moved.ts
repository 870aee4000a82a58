import { fetchObjects } from '../git/fetch-objects.js';
import { isAncestor } from '../git/merge.js';
import { emit } from '../webhooks/emit.js';
import { pullRequests } from '../state/find.js';
import type { PullRequest } from '../state/records.js';
import type { Doer } from './doer.js';
import { closeReferredIssues } from './close-referred-issues.js';
import { completeMerge } from './complete-merge.js';
import { setState } from './issues.js';
import { note } from './note.js';
import { pushPayload } from './push-payload.js';
import type { RefMove } from './ref-move.js';
import { emitPull } from './emit-pull.js';
import { adoptBase, refreshPull } from './refresh-pull.js';
import { requestSuite } from './checks.js';

/** Finds what a push changed by comparing the refs before and after, and lets each have its consequences. */
export async function refsMoved(
  doer: Doer,
  before: Map<string, string>,
  after: Map<string, string>,
): Promise<void> {
  for (const ref of new Set([...before.keys(), ...after.keys()])) {
    const move = { ref, before: before.get(ref) ?? null, after: after.get(ref) ?? null };
    if (move.before !== move.after) await refMoved(doer, move);
  }
}

/** What follows from a ref that has moved: the push event, pull requests from and to a branch, issues that commits close. */
export async function refMoved(doer: Doer, move: RefMove): Promise<void> {
  const { repository, world } = doer;
  repository.pushedAt = world.now();
  const payload = await pushPayload(doer, move);
  emit(doer, 'push', null, payload);
  if (move.before === null || move.after === null) emitRef(doer, move);
  if (!move.ref.startsWith('refs/heads/')) return;
  const branch = move.ref.slice('refs/heads/'.length);
  for (const issue of pullRequests(repository).filter((one) => one.state === 'open')) {
    if (issue.pull.headRef === branch && issue.pull.fork === null) await moveHead(doer, issue, move);
    else if (issue.pull.baseRef === branch && move.after !== null) await moveBase(doer, issue, move.after);
  }
  await moveHeadsOfFork(doer, branch, move);
  if (move.after !== null) await requestSuite(doer, move.after, branch);
  if (branch === repository.defaultBranch) closeByCommits(doer, payload.commits);
  world.goOnWithQueues(doer);
}

/** A new branch or tag comes with words about the repository, a deleted one without. */
function emitRef(doer: Doer, { ref, after }: RefMove): void {
  const isDeleted = after === null;
  const isTag = ref.startsWith('refs/tags/');
  emit(doer, isDeleted ? 'delete' : 'create', null, {
    ref: ref.replace(/^refs\/(heads|tags)\//, ''),
    ref_type: isTag ? 'tag' : 'branch',
    full_ref: ref,
    ...(isDeleted ? {} : { master_branch: doer.repository.defaultBranch, description: null }),
    pusher_type: 'user',
  });
}

/** Pull requests from a fork move with the fork's branch. */
async function moveHeadsOfFork(
  { repository: fork, ...doer }: Doer,
  branch: string,
  move: RefMove,
): Promise<void> {
  const { parent } = fork;
  if (parent === null) return;
  const moved = pullRequests(parent).filter(
    ({ state, pull }) => state === 'open' && pull.fork === fork && pull.headRef === branch,
  );
  for (const issue of moved) {
    if (move.after !== null) await fetchObjects(parent, fork, move.after);
    await moveHead({ ...doer, repository: parent }, issue, move);
  }
}

async function moveHead(doer: Doer, issue: PullRequest, { before, after }: RefMove): Promise<void> {
  if (after === null) {
    setState(doer, issue, { state: 'closed', reason: null });
    return;
  }
  issue.pull.headSha = after;
  issue.updatedAt = doer.world.now();
  note(doer, issue, 'head_pushed', { sha: after });
  await adoptBase(doer, issue);
  await refreshPull(doer, issue);
  emitPull(doer, issue, 'synchronize', { before, after });
}

/** A base that has come to contain the head has merged it, by whatever way. */
async function moveBase(doer: Doer, issue: PullRequest, base: string): Promise<void> {
  if (await isAncestor(doer.repository, issue.pull.headSha, base)) {
    completeMerge(doer, issue, { sha: base });
  } else {
    await refreshPull(doer, issue);
  }
}

function closeByCommits(doer: Doer, commits: { message: string; id: string }[]): void {
  for (const commit of commits) {
    closeReferredIssues(doer, commit.message, commit.id);
  }
}
