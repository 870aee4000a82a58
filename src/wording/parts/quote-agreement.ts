import type { About } from '../about.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import { nameLogin } from './name-login.js';
import { sayEstimate } from './say-estimate.js';
import { sayInstant } from './say-instant.js';
import { section } from './section.js';

/** The estimate as a quote under a title; `null` when there is none. */
export function quoteAgreement({ task, words }: Pick<About, 'task' | 'words'>, title: string): string | null {
  const { estimate } = task;
  if (estimate === null) return null;
  const { agreed, note } = estimate;
  const by =
    agreed === null ? '' : ` (${words.card.agreed(nameLogin(agreed.by), sayInstant(agreed.at, words))})`;
  const lines = [`**${sayEstimate(estimate, words)}**${by}`, escapeMarkdown(note ?? '', 300)];
  const said = lines.filter((line) => line !== '').map((line) => `> ${line}`);
  return section(title, said.join('\n'));
}
