import type { About } from '../about.js';
import { sayInstant } from './say-instant.js';

/** Where the task stands, in which round and since when. */
export function sayHeading({ task, words }: Pick<About, 'task' | 'words'>): string {
  const { stage, round, since } = task;
  const parts = [words.stages[stage].step, ...(round > 1 ? [words.card.round(round)] : [])];
  return `### ${parts.join(', ')}\n\n${words.card.since(sayInstant(since, words))}`;
}
