import type { About } from '../about.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import { nameLogin } from './name-login.js';
import { sayEstimate } from './say-estimate.js';
import { sayInstant } from './say-instant.js';

/** The estimate, who gave it, and whether it was agreed; `null` before there is one. */
export function sayAgreement({ task, words }: Pick<About, 'task' | 'words'>): string | null {
  const { estimate, stage } = task;
  if (estimate === null) return null;
  const { card } = words;
  const { agreed, by, note, revision } = estimate;
  const open = stage === 'discussion' ? card.notAgreed : card.startedUnagreed;
  const parts = [
    sayEstimate(estimate, words),
    ...(revision > 1 ? [card.revision(revision)] : []),
    card.estimateBy(nameLogin(by)),
    agreed === null ? open : card.agreed(nameLogin(agreed.by), sayInstant(agreed.at, words)),
  ];
  const said = `**${card.estimate}:** ${parts.join(', ')}`;
  return note === null || note.trim() === '' ? said : `${said}\n> ${escapeMarkdown(note, 300)}`;
}
