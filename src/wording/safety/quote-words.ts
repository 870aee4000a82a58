import { cutWords } from './cut-words.js';
import { escapeLine } from './escape-line.js';
import { tidyWords } from './tidy-words.js';

const mostCharacters = 1_500;
const mostLines = 30;

/** People's own words as a block quote that keeps their lines; `null` when there are none. */
export function quoteWords(text: string): string | null {
  const lines = cutWords(tidyWords(text.slice(0, 8 * mostCharacters)).trim(), mostCharacters)
    .replace(/\n\s*\n/g, '\n\n')
    .split('\n');
  const shown = lines.length > mostLines ? [...lines.slice(0, mostLines), '…'] : lines;
  if (shown.every((line) => line.trim() === '')) return null;
  return shown.map((line) => `> ${escapeLine(line.trim())}`.trimEnd()).join('\n');
}
