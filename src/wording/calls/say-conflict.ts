import type { Rejection } from '#process/task.js';
import type { About } from '../about.js';
import { isConflict } from '../parts/is-conflict.js';
import { joinBlocks } from '../parts/join-blocks.js';
import { codeSpan } from '../safety/code-span.js';
import { linkTo } from '../safety/link-to.js';
import { quoteWords } from '../safety/quote-words.js';

type Kind = 'conflict' | 'sandbox' | 'integration';

/** What came of putting the change into the sandbox, to its developer: a conflict with live, or that it does not run. */
export function sayConflict(about: About): string {
  const { task, links, words } = about;
  const { conflict } = words.calls;
  const kind = kindOf(task.rejection);
  const change = task.change && `#${task.change.number}`;
  return joinBlocks([
    `### ${conflict.heading[kind]}`,
    ...(kind === 'conflict'
      ? [sayMerge(about)]
      : [quoteWords(task.rejection?.reason ?? ''), conflict.unhealthy(change)]),
    links.sandbox && kind !== 'conflict' ? linkTo(words.card.sandbox, links.sandbox) : null,
    conflict.then,
  ]);
}

function kindOf(rejection: Rejection | null): Kind {
  if (rejection !== null && isConflict(rejection)) return 'conflict';
  return rejection?.gate === 'testing' ? 'sandbox' : 'integration';
}

function sayMerge({ task: { change }, words }: About): string {
  const base = codeSpan(change?.base ?? 'main');
  return words.calls.conflict.conflict(base, codeSpan(change?.branch ?? ''));
}
