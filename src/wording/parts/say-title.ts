import type { Task } from '#process/task.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';

/** The task's title inside a sentence. */
export function sayTitle({ title }: Pick<Task, 'title'>): string {
  return escapeMarkdown(title, 200);
}
