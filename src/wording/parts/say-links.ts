import type { About } from '../about.js';
import { linkTo } from '../safety/link-to.js';
import { saySandboxLink } from './say-sandbox-link.js';

/** Where to look, on one line (a log stands beside what failed); `null` when there is nothing to look at yet. */
export function sayLinks(about: About): string | null {
  const { task, links, words } = about;
  const { card } = words;
  const found = [
    saySandboxLink(about),
    links.production && linkTo(card.production, links.production),
    task.change && linkTo(card.change(task.change.number), links.change),
  ].filter((link) => link !== null);
  return found.length === 0 ? null : found.join(' · ');
}
