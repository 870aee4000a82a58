import { renderGroupCheck } from '#wording/render-group-check.js';
import type { QueueEntry } from '#ports/github.js';
import { decideGroup, type GroupMember } from '#process/decide-group.js';
import type { RepositoryRef, Sha } from '#process/task.js';
import type { Engine } from '../engine.js';
import { noteOfRevert } from '../note-of-revert.js';
import type { RepositoryPayload } from '../payloads.js';

/**
 * The check on what a merge queue would move a branch to: answered in all cases, for a queue waits for it. A group is built on
 * everything that stands before it, so every pull request up to its own must be one that may be merged. Two requests.
 */
export async function answerGroup(
  engine: Engine,
  { repository, head, base, branch }: Extract<RepositoryPayload, { type: 'group' }>,
): Promise<void> {
  const queue = await engine.github.loadMergeQueue(repository, branch);
  const members = await Promise.all(
    upTo(queue, head).map((entry) => memberOf(engine, { repository, branch, entry })),
  );
  const { settings, problem } = await engine.configs.of(repository);
  const verdict = decideGroup(members, { base, configProblem: problem });
  const { title, summary } = renderGroupCheck(verdict, settings);
  const check = { id: null, head, state: verdict.state, title, summary, detailsUrl: null, buttons: [] };
  await engine.github.putCheck(repository, check);
}

/** Empty when the queue has no such group any more. */
function upTo(queue: readonly QueueEntry[], group: Sha): readonly QueueEntry[] {
  return queue.slice(0, queue.findIndex((entry) => entry.group === group) + 1);
}

async function memberOf(
  { store }: Engine,
  { repository, branch, entry }: { repository: RepositoryRef; branch: string; entry: QueueEntry },
): Promise<GroupMember> {
  const { change, head } = entry;
  const key = await store.taskOfChange(repository.id, change);
  const task = key === null ? null : await store.loadTask(key);
  // A change that goes to another branch is no task's.
  const own = task?.change?.number === change && task.change.base === branch ? task : null;
  const reverts = (await store.loadNote(noteOfRevert(repository.id, change))) !== null;
  return { change, head, task: own, reverts };
}
