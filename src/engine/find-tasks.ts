import { parseClosingKeywords } from '#commands/parse-closing-keywords.js';
import { taskOfBranch } from '#commands/task-branch.js';
import type { Store } from '#ports/store.js';
import type { Signal } from '#ports/signal.js';
import type { RepositoryRef, TaskKey } from '#process/task.js';
import type { Subject } from './payloads.js';

/** The tasks that a delivery is about. A pull request belongs to the task it was linked to, names in its text, or has in its branch. */
export async function findTasks(
  store: Pick<Store, 'taskOfChange' | 'tasksAtHead'>,
  { repository, what }: Signal,
): Promise<readonly Subject[]> {
  if ('branch' in what) return [await ofChange(store, repository, what)];
  switch (what.kind) {
    case 'comment':
      if (!what.onChange) return [{ repository, number: what.number, change: null }];
      return [await ofChange(store, repository, { ...what, branch: null })];
    case 'label':
    case 'issue':
    case 'issue-gone':
      return [{ repository, number: what.number, change: null }];
    case 'checks':
    case 'button':
      return atHead(store, repository, what.head);
    case 'check-asked':
      return askedFor(store, repository, what);
    default:
      return [];
  }
}

/** A check of ours may also be on a pull request that belongs to no task. */
async function askedFor(
  store: Pick<Store, 'tasksAtHead'>,
  repository: RepositoryRef,
  { head, changes }: { head: string; changes: readonly number[] },
): Promise<readonly Subject[]> {
  const known = await atHead(store, repository, head);
  if (known.length > 0) return known;
  return changes.map((change) => ({ repository, number: change, change }));
}

async function atHead(
  store: Pick<Store, 'tasksAtHead'>,
  repository: RepositoryRef,
  head: string,
): Promise<readonly Subject[]> {
  const tasks = await store.tasksAtHead(repository.id, head);
  return tasks.map((task) => ({ repository, number: numberOf(task), change: null }));
}

async function ofChange(
  store: Pick<Store, 'taskOfChange'>,
  repository: RepositoryRef,
  change: { number: number; text: string; branch: string | null },
): Promise<Subject> {
  const linked = await store.taskOfChange(repository.id, change.number);
  const number = linked === null ? (named(repository, change) ?? change.number) : numberOf(linked);
  return { repository, number, change: change.number };
}

function named(
  repository: RepositoryRef,
  { text, branch }: { text: string; branch: string | null },
): number | null {
  const ofBranch = branch === null ? null : taskOfBranch(branch);
  if (ofBranch !== null) return ofBranch;
  const here = `${repository.owner}/${repository.name}`.toLowerCase();
  const closing = parseClosingKeywords(text).find(
    ({ owner, repo }) => `${owner ?? repository.owner}/${repo ?? repository.name}`.toLowerCase() === here,
  );
  return closing?.number ?? null;
}

function numberOf(task: TaskKey): number {
  return Number(task.split('#')[1]);
}
