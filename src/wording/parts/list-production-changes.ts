import type { ProductionChange } from '#process/sign-off-of.js';
import { codeSpan } from '../safety/code-span.js';
import { shortSha } from '../short-sha.js';
import type { Words } from '../words.js';
import { listItems } from './list-items.js';
import { listRestored } from './list-restored.js';
import { sayInstant } from './say-instant.js';

const budget = 8_000;

/** Every time that production was changed for the task, and what came of it; `null` when it never was. */
export function listProductionChanges(changes: readonly ProductionChange[], words: Words): string | null {
  const { signOff, card } = words;
  const lines = changes.map(({ commit, at, backup, live, restored, back }) => {
    const deployed = signOff.deployed({
      commit: shortSha(commit ?? ''),
      when: sayInstant(at, words),
      backup: codeSpan(backup),
      live: live === null ? null : sayInstant(live, words),
    });
    if (restored === null) return deployed;
    const said = `${deployed}; ${signOff.restored(sayInstant(restored, words))}`;
    return back === null ? said : `${said}\n${indent(listRestored(back, words))}`;
  });
  return listItems(lines, { budget, more: card.more });
}

const indent = (lines: string): string => lines.replaceAll(/^/gm, '  ');
