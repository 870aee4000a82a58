import { GitHubFault } from '#errors/github-fault.js';
import type { RepositoryRef, TaskKey } from '#process/task.js';
import type { Engine } from '../engine.js';
import { postOnce } from './post-once.js';

interface Reminder {
  readonly task: { readonly key: TaskKey; readonly repository: RepositoryRef; readonly number: number };
  readonly body: string;
  readonly id: string;
}

/** Posts a reminder, and takes away the one before: a thread shows at most one, and people hear of each. */
export async function remind(
  { github, store }: Pick<Engine, 'github' | 'store'>,
  { task: { key, repository, number }, body, id }: Reminder,
  attempt: number,
): Promise<void> {
  const noted = `reminder:${key}`;
  const before = await store.loadNote(noted);
  const comment = await postOnce({ github }, { repository, number, body, id: `call:${id}` }, attempt);
  if (before === String(comment)) return;
  if (before !== null) await takeAway(github, repository, Number(before));
  await store.saveNote(noted, String(comment));
}

async function takeAway(
  github: Pick<Engine['github'], 'deleteComment'>,
  repository: RepositoryRef,
  comment: number,
): Promise<void> {
  try {
    await github.deleteComment(repository, comment);
  } catch (error) {
    // Somebody else took it away first, or it may not be taken away: either way people were reminded.
    if (error instanceof GitHubFault && error.kind !== 'retry') return;
    throw error;
  }
}
