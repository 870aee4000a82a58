import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { sayTurn } from '../parts/say-turn.js';
import { linkTo } from '../safety/link-to.js';

/** Somebody merged past Greenlight: what that means, and what the manager can do. */
export function sayMergedOutside(about: About): string {
  const { task, links, words } = about;
  const { heading, intro, look } = words.calls.mergedOutside;
  return joinBlocks([
    `### ${heading}`,
    intro(task.change && `#${task.change.number}`, words.stages[task.stage].step),
    links.change && linkTo(look, links.change),
    sayTurn(about),
  ]);
}
