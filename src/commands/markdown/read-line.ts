import { columnOf } from './columns.js';
import { type Fence, openFence, readInFence } from './fence.js';
import { type Element, elementAfter, openHtml } from './html.js';
import { listMarks } from './list-marks.js';
import { takeComments } from './take-comments.js';

/** What earlier lines opened, so that the next one may not be plain text. */
export type Hiding =
  | { readonly kind: 'none' }
  /** Goes on to the next blank line: Markdown counts what follows a quote without a gap as the quote. */
  | { readonly kind: 'quote' }
  /** Goes on to the next blank line. */
  | { readonly kind: 'html' }
  | { readonly kind: 'element'; readonly element: Element }
  | { readonly kind: 'fence'; readonly fence: Fence; readonly inHtml: boolean }
  /** `column` null: the comment stands within a text, and ends with it. */
  | { readonly kind: 'comment'; readonly column: number | null; readonly after: Hiding }
  /** Two readings are possible; everything that follows is hidden in one of them. */
  | { readonly kind: 'doubt' };

/**
 * What one line is, and what it hides. `text` may hold code in backticks that spans lines; it is `shown` when the line begins as
 * plain text; its `text` is `null` when that is the line as it stands.
 */
export type Seen = { readonly hiding: Hiding } & (
  | { readonly kind: 'text'; readonly text: string | null; readonly shown: boolean }
  | { readonly kind: 'hidden' }
);

const none: Hiding = { kind: 'none' };
const doubt: Hiding = { kind: 'doubt' };
/** The usual answers, made once, since a comment may have thousands of lines. */
const plain: Seen = { kind: 'text', text: null, shown: true, hiding: none };
const indented: Seen = { kind: 'text', text: null, shown: false, hiding: none };
const blank: Seen = { kind: 'hidden', hiding: none };
const html = { kind: 'html' } as const satisfies Hiding;
const inHtml: Seen = { kind: 'text', text: null, shown: false, hiding: html };
const quoted: Seen = { kind: 'hidden', hiding: { kind: 'quote' } };
const quote = new RegExp(`^${listMarks}>`);

/** Reads one line of Markdown, after the lines that are `hiding` it. */
export function readLine(line: string, hiding: Hiding): Seen {
  switch (hiding.kind) {
    case 'doubt':
      return hidden(hiding);
    case 'fence':
      return hidden(afterFenced(line, hiding));
    case 'comment':
      return hiding.column === null
        ? { kind: 'text', text: null, shown: false, hiding: afterInline(line, hiding) }
        : hidden(afterBlock(line, hiding));
    case 'none':
    case 'quote':
    case 'html':
    case 'element':
      return readOpen(line, hiding);
  }
}

const hidden = (hiding: Hiding): Seen => ({ kind: 'hidden', hiding });

type Comment = Extract<Hiding, { kind: 'comment' }>;
type Open = Extract<Hiding, { kind: 'none' | 'quote' | 'html' | 'element' }>;

function afterFenced(line: string, hiding: Extract<Hiding, { kind: 'fence' }>): Hiding {
  if (hiding.inHtml && columnOf(line) === null) return doubt;
  switch (readInFence(line, hiding.fence)) {
    case 'inside':
      return hiding;
    case 'closing':
      return hiding.inHtml ? html : none;
    case 'doubtful':
      return doubt;
  }
}

/** What may end a paragraph, and with it a comment that stands within its text. */
const blockStart = /^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])(?:[ \t]|$)|[>#<`~])/;

function afterInline(line: string, hiding: Comment): Hiding {
  const goesOn = hiding.after.kind === 'quote' ? quote.test(line) : !blockStart.test(line);
  if (columnOf(line) === null || !goesOn) return doubt;
  const end = line.indexOf('-->');
  if (end === -1) return hiding;
  return takeComments(line.slice(end)).open === null ? hiding.after : hiding;
}

/** What begins left of the comment ends the list that the comment stands in. */
function afterBlock(line: string, hiding: Comment): Hiding {
  const column = columnOf(line);
  if (column !== null && column < (hiding.column ?? 0)) return doubt;
  const end = line.indexOf('-->');
  if (end === -1) return hiding;
  return takeComments(line.slice(end)).open === null ? hiding.after : doubt;
}

/** A line without any of these is text. */
const special = />|<[a-z!?/]|```|~~~/i;

function readOpen(line: string, hiding: Open): Seen {
  const column = columnOf(line);
  if (column === null) return hiding.kind === 'element' ? hidden(hiding) : blank;
  if (hiding.kind === 'none' && !special.test(line)) return column < 4 ? plain : indented;
  return line.includes('<!--') ? readCommented(line, hiding) : readText(line, hiding);
}

function readCommented(line: string, hiding: Open): Seen {
  const { text, open, begins } = takeComments(line);
  const read = begins === null ? readText(text, hiding) : hidden(hiding);
  const seen = read.kind === 'text' ? { ...read, text } : read;
  if (open === null) return seen;
  // The block that a comment at the beginning makes has ended with its line: what is opened after it, is never closed.
  if (begins !== null && open === 'again') return hidden(doubt);
  const column = hiding.kind === 'none' ? begins : null;
  return { ...seen, hiding: { kind: 'comment', column, after: seen.hiding } };
}

function readText(text: string, hiding: Open): Seen {
  const fence = hiding.kind === 'element' ? null : openFence(text);
  if (fence !== null) return hidden({ kind: 'fence', fence, inHtml: hiding.kind === 'html' });
  if (hiding.kind === 'element' || hiding.kind === 'html') return readHtml(text, hiding);
  const opened = openHtml(text);
  if (opened === 'declaration') return hidden(doubt);
  if (hiding.kind === 'quote' || (text.includes('>') && quote.test(text))) return quoted;
  if (opened === 'tag') return readHtml(text, html);
  return (columnOf(text) ?? 0) < 4 ? plain : indented;
}

function readHtml(text: string, hiding: Extract<Open, { kind: 'html' | 'element' }>): Seen {
  const element = elementAfter(text, hiding.kind === 'element' ? hiding.element : null);
  return element === null
    ? inHtml
    : { kind: 'text', text: null, shown: false, hiding: { kind: 'element', element } };
}
