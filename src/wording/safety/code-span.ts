import { cutWords } from './cut-words.js';
import { tidyWords } from './tidy-words.js';

const mostCharacters = 200;

/** A name or a command as code: shown as it is, nothing in it is read. */
export function codeSpan(text: string): string {
  const line = tidyWords(text).replace(/`/g, '’').replace(/<!--/g, '<!-\u200b-').replace(/\s+/g, ' ').trim();
  return line === '' ? '–' : `\`${cutWords(line, mostCharacters)}\``;
}
