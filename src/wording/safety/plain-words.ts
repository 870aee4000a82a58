import { breakReferences } from './break-references.js';
import { cutWords } from './cut-words.js';
import { tidyWords } from './tidy-words.js';

/**
 * What people typed, on one line where Markdown is not read: titles and commit messages. Brackets are made round, since `[skip ci]`
 * in a commit message would stop other people's checks.
 */
export function plainWords(text: string, most: number): string {
  const line = breakReferences(tidyWords(text).replace(/\s+/g, ' '), ' ')
    .replace(/\[/g, '(')
    .replace(/\]/g, ')')
    .replace(/</g, '‹')
    .replace(/>/g, '›');
  return cutWords(line.trim(), most);
}
