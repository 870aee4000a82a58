import type { About } from '../about.js';
import { linkTo } from '../safety/link-to.js';

/** Where to look, on one line (a log stands beside what failed); `null` when there is nothing to look at yet. */
export function sayLinks({ task, links, words }: About): string | null {
  const { card } = words;
  const found = [
    links.sandbox && linkTo(task.stage === 'demo' ? card.demo : card.sandbox, links.sandbox),
    links.production && linkTo(card.production, links.production),
    task.change && linkTo(card.change(task.change.number), links.change),
  ].filter((link) => link !== null);
  return found.length === 0 ? null : found.join(' · ');
}
