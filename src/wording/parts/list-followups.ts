import type { Task } from '#process/task.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { nameLogin } from './name-login.js';

const budget = 4_000;

/** What is noted for later, with who noted it; `null` when there is nothing. */
export function listFollowups(followups: Task['followups'], { card: { by, more } }: Words): string | null {
  const texts = followups.map((one) => by(escapeMarkdown(one.text, 300), nameLogin(one.by)));
  return listItems(texts, { budget, more });
}
