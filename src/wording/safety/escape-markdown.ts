import { cutWords } from './cut-words.js';
import { escapeLine } from './escape-line.js';
import { tidyWords } from './tidy-words.js';

/** What people typed, on one line of at most `most` characters, as Markdown that shows it and does nothing else. */
export function escapeMarkdown(text: string, most: number): string {
  // What is far beyond the cut is not worth the time.
  const begun = tidyWords(text.slice(0, 8 * most));
  return escapeLine(cutWords(begun.replace(/\s+/g, ' ').trim(), most));
}
