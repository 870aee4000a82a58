import type { Settings } from '#config/settings.js';
import { joinBlocks } from './parts/join-blocks.js';
import { speak } from './speak.js';

/** What a second pull request of a task is told, on its check and once in a comment. */
export function renderSecond({
  task,
  change,
  settings,
}: {
  /** The task's issue. */
  task: number;
  /** The pull request that the task has. */
  change: number;
  settings: Settings;
}): { readonly title: string; readonly summary: string; readonly comment: string } {
  const { check } = speak(settings.language);
  const summary = check.second({ task: `#${task}`, change: `#${change}` });
  return { title: check.title.second, summary, comment: joinBlocks([`**${check.title.second}.**`, summary]) };
}
