import fc from 'fast-check';
import { markdownPieces } from '../../trials/fuzz/markdown-pieces.js';

/** What GitHub would read in a text besides words: everything here must come from us, never from what people typed. */
export interface Markup {
  readonly headings: number;
  readonly tags: readonly string[];
  readonly comments: readonly string[];
  readonly links: readonly string[];
  readonly fences: number;
}

/** Reads the markup of a text, as far as it matters: escaped characters and code are words. */
export function markupOf(text: string): Markup {
  const read = withoutCode(text);
  const links = read.match(/\]\([^)]*\)/g) ?? [];
  return {
    headings: count(read, /^(?:> ?|[-*+] |\d+[.)] )*#{1,6} /gm) + count(read, /^[> ]*(?:=+|-+) *$/gm),
    tags: read.match(/<\/?[a-z][^>]*>/gi) ?? [],
    comments: read.match(/<!--[^]*?(?:-->|$)/g) ?? [],
    links: [...links, ...(read.replace(/\]\([^)]*\)/g, '').match(/\w+:\/\/\S*|www\.\S*/gi) ?? [])],
    fences: count(read, /`{3,}|~{3,}/g),
  };
}

/** What would call people, name issues or command bots; `ours`: what may be there. */
export function dangersIn(text: string): readonly string[] {
  const read = withoutCode(text);
  return [
    ...(read.match(/@[A-Za-z0-9][\w-]*/g) ?? []),
    ...(read.match(/^[> ]*\/.*/gm) ?? []),
    ...(read.match(/^[> ]*\|.*|^[> ]*:?-+:?(?: *\| *:?-+:?)+ *$/gm) ?? []),
    ...(read.match(/!\[/g) ?? []),
  ];
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** The text as Markdown reads it: an escaped character is `·`, a code span too; fences stay. */
function withoutCode(text: string): string {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const rest = text.slice(at);
    const escaped = /^\\[!-/:-@[-`{-~]/.exec(rest)?.[0];
    const span = /^(`{1,2})(?!`)[^`]+\1(?!`)/.exec(rest)?.[0];
    out += (escaped ?? span) ? '·' : (text[at] ?? '');
    at += (escaped ?? span ?? ' ').length;
  }
  return out;
}

/** What somebody could type who wants more than to be read. */
export const nastyWords = fc
  .array(fc.constantFrom(...markdownPieces), { maxLength: 16 })
  .map((all) => all.join(''));
