import { sayFollowup } from '#wording/say-followup.js';
import type { Settings } from '#config/settings.js';
import type { Task } from '#process/task.js';
import type { Engine } from '../engine.js';

/** An issue for everything that was put off to later; each is opened once, also when the release is tried again. */
export async function openFollowups({
  engine,
  task,
  settings: { language },
}: {
  engine: Engine;
  task: Task;
  settings: Settings;
}): Promise<void> {
  for (const [index, followup] of task.followups.entries()) {
    const noted = `followup:${task.key}:${index}`;
    if ((await engine.store.loadNote(noted)) !== null) continue;
    const issue = await engine.github.openIssue(task.repository, sayFollowup(task, followup, language));
    await engine.store.saveNote(noted, String(issue.number));
  }
}
