import type { About } from '../about.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { listUndone } from '../parts/say-production.js';
import { listRestored } from '../parts/list-restored.js';
import { nameLogin } from '../parts/name-login.js';
import { quoteReason } from '../parts/say-sent-back.js';
import { sayTurn } from '../parts/say-turn.js';
import { section } from '../parts/section.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import { linkTo } from '../safety/link-to.js';

/** Production is back as it was: why, what that means for its data, and who goes on. */
export function sayRolledBack(about: About): string {
  const { links, words } = about;
  const { rolledBack } = words.calls;
  const held = about.queue?.held ?? null;
  const undone = held && listUndone(held, words);
  const { restored } = about.task;
  return joinBlocks([
    `### ${undone === null ? rolledBack.heading : sayHeadingBack(about)}`,
    sayWhy(about),
    restored ? listRestored(restored, words) : null,
    undone === null ? rolledBack.data : rolledBack.dataBack(undone),
    held && rolledBack.held(held.head !== null),
    links.production && linkTo(rolledBack.open, links.production),
    sayTurn(about),
  ]);
}

function sayHeadingBack({ queue, words }: About): string {
  const tag = queue?.held?.back?.tag ?? null;
  return words.calls.rolledBack.headingBack(tag && escapeMarkdown(tag, 100));
}

function sayWhy({ task, words }: About): string | null {
  const { rejection } = task;
  if (rejection === null) return null;
  const { rolledBack } = words.calls;
  const { step } = words.stages[rejection.gate];
  const by = rejection.by === 'Greenlight' ? null : nameLogin(rejection.by);
  const reason = quoteReason(rejection, words);
  return reason === null ? rolledBack.whyUnsaid({ by, step }) : section(rolledBack.why({ by, step }), reason);
}
