import { sayHelp } from '#wording/say-help.js';
import { isGone } from '#process/is-gone.js';
import type { Engine } from '../engine.js';
import type { SayPayload } from '../payloads.js';
import { helpOf } from './help-of.js';
import { mentionsOf } from './mentions-of.js';
import { postOnce } from './post-once.js';

/** One thing seldom fails alone: what comes within a day of a call is on the card. */
const quietMs = 86_400_000;

/** Calls DevOps to a task for which something was given up, when that is so still and they were not called lately. */
export async function callForHelp(
  engine: Engine,
  payload: Extract<SayPayload, { type: 'help' }>,
  attempt: number,
): Promise<void> {
  const { store, configs, clock } = engine;
  const task = await store.loadTask(payload.task);
  if (task === null || isGone(task)) return;
  const help = await helpOf(engine, task);
  const noted = `help:${task.key}`;
  const called = await store.loadNote(noted);
  if (help === null || (called !== null && clock.now() - Number(called) < quietMs)) return;
  const { settings } = await configs.of(task.repository);
  const body = sayHelp({ task, settings, help, mentions: mentionsOf(settings, ['devops'], task) });
  const { repository, number } = task;
  await postOnce(engine, { repository, number, body, id: `help:${payload.job}` }, attempt);
  await store.saveNote(noted, String(clock.now()));
}
