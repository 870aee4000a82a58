import { breakReferences } from './break-references.js';

/** One tidy line as Markdown that shows exactly these characters, wherever a line may begin or go on. */
export function escapeLine(line: string): string {
  const inline = line
    .replace(/[\\`*[\]|~$]/g, '\\$&')
    .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, '\\_')
    .replace(/&(?=#?\w+;)/g, '&amp;')
    .replace(/</g, '&lt;');
  return escapeEnds(breakReferences(inline, '\u200b'));
}

/** What makes a heading, list, quote, table row or command of a line stands at its beginning; a heading also loses `#` at its end. */
function escapeEnds(line: string): string {
  return line
    .replace(/#$/, '\\#')
    .replace(/^[-+=#>:/]/, '\\$&')
    .replace(/^(\d{1,9})([.)])(?= |$)/, '$1\\$2');
}
