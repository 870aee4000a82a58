import { renderSecond } from '#wording/render-second.js';
import type { Engine } from '../engine.js';
import type { SayPayload } from '../payloads.js';
import { noteSecond } from '../second-changes.js';
import { postOnce } from './post-once.js';

/**
 * A second pull request of a task: its check is never green and says why, and it is told once in a comment. One request for
 * each head, one more the first time.
 */
export async function markSecond(
  engine: Engine,
  { task: key, repository, change, head }: Extract<SayPayload, { type: 'second' }>,
  attempt: number,
): Promise<void> {
  const { store, github, configs } = engine;
  const task = await store.loadTask(key);
  const own = task?.change;
  if (task === null || own?.open !== true || own.number === change) return;
  const noted = `second:${repository.id}#${change}`;
  const told = await store.loadNote(noted);
  if (told === head) return;
  const { settings } = await configs.of(repository);
  const { title, summary, comment } = renderSecond({ task: task.number, change: own.number, settings });
  // Checks belong to commits: where both have the same head, the task's own check has the word.
  if (head !== own.head)
    await github.putCheck(repository, {
      id: null,
      head,
      state: 'blocked',
      title,
      summary,
      detailsUrl: null,
      buttons: [],
    });
  if (told === null)
    await postOnce(engine, { repository, number: change, body: comment, id: `second:${change}` }, attempt);
  await noteSecond(store, key, change);
  await store.saveNote(noted, head);
}
