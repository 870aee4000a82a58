import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { sayTitle } from '../parts/say-title.js';
import { sayTurn } from '../parts/say-turn.js';
import { quoteWords } from '../safety/quote-words.js';

/** What is approved may be merged, and people have to do it: why, and what comes of it. */
export function sayMerge(about: About): string {
  const { task, words } = about;
  const { merge } = words.calls;
  const said = task.merging?.said ?? null;
  const title = sayTitle(task);
  return joinBlocks([
    `### ${merge.heading}`,
    said === null ? merge.unsaid(title) : merge.intro(title),
    said === null ? null : quoteWords(said),
    sayTurn(about),
    merge.then,
  ]);
}
