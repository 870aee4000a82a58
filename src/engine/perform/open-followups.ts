import { sayFollowup } from '#wording/say-followup.js';
import type { Settings } from '#config/settings.js';
import type { Task } from '#process/task.js';
import type { Engine } from '../engine.js';

interface Opening {
  readonly engine: Engine;
  readonly task: Task;
  readonly settings: Settings;
}

/** That it is asked for is noted first, so that whoever finds the note without a number looks whether it is there. */
const asked = 'asked';

/** An issue for everything that was put off to later; each is opened once, also when the release is tried again. */
export async function openFollowups(opening: Opening): Promise<void> {
  const { store } = opening.engine;
  for (const [index, followup] of opening.task.followups.entries()) {
    const noted = `followup:${opening.task.key}:${index}`;
    const known = await store.loadNote(noted);
    if (known !== null && known !== asked) continue;
    if (known === null) await store.saveNote(noted, asked);
    const number = await openOnce(opening, followup, {
      marker: `<!-- greenlight:${noted} -->`,
      isAsked: known !== null,
    });
    await store.saveNote(noted, String(number));
  }
}

async function openOnce(
  { engine: { github }, task, settings: { language } }: Opening,
  followup: Task['followups'][number],
  { marker, isAsked }: { marker: string; isAsked: boolean },
): Promise<number> {
  const found = isAsked ? await github.findIssue(task.repository, marker) : null;
  if (found !== null) return found;
  const { title, body } = sayFollowup(task, followup, language);
  return (await github.openIssue(task.repository, { title, body: `${body}\n\n${marker}` })).number;
}
