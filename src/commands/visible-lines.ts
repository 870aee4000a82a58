/** A line that Markdown shows as plain text, with its number from 1. */
export interface VisibleLine {
  readonly number: number;
  readonly text: string;
}

const fence = /^ {0,3}(`{3,}|~{3,})/;
const quote = /^ {0,3}>/;
const htmlBlock = /^ {0,3}<(?:[a-zA-Z/!?])/;

/**
 * The lines of a comment that stand outside quotes, code and HTML, in one pass. When in doubt a line is left out: an unclosed
 * fence or HTML comment hides everything after it. An empty line is kept, since it ends a paragraph.
 */
export function visibleLines(body: string): readonly VisibleLine[] {
  const lines: VisibleLine[] = [];
  let state: Hidden = { kind: 'none' };
  let number = 0;
  for (const line of body.split(/\r\n|\r|\n/)) {
    number += 1;
    const step = read(line, state);
    state = step.state;
    if (step.visible) lines.push({ number, text: line });
  }
  return lines;
}

type Hidden =
  | { readonly kind: 'none' }
  | { readonly kind: 'fence'; readonly mark: string }
  | { readonly kind: 'comment' }
  | { readonly kind: 'html' }
  | { readonly kind: 'quote' };

interface Step {
  readonly state: Hidden;
  readonly visible: boolean;
}

const none: Hidden = { kind: 'none' };

function read(line: string, state: Hidden): Step {
  switch (state.kind) {
    case 'fence':
      return { state: closes(line, state.mark) ? none : state, visible: false };
    case 'comment':
      return { state: line.includes('-->') ? none : state, visible: false };
    case 'html':
    case 'quote':
      // Both go on to the next empty line: Markdown counts what follows a quote without a gap as the quote.
      return line.trim() === '' ? { state: none, visible: true } : { state, visible: false };
    case 'none':
      return readPlain(line);
  }
}

function readPlain(line: string): Step {
  const opened = fence.exec(line)?.[1];
  if (opened !== undefined) return { state: { kind: 'fence', mark: opened }, visible: false };
  if (quote.test(line)) return { state: { kind: 'quote' }, visible: false };
  const comment = line.lastIndexOf('<!--');
  if (comment !== -1)
    return { state: line.includes('-->', comment) ? none : { kind: 'comment' }, visible: false };
  if (htmlBlock.test(line)) return { state: { kind: 'html' }, visible: false };
  if (/^(?: {4}| {0,3}\t)/.test(line)) return { state: none, visible: false };
  return { state: none, visible: true };
}

/** A fence is closed by the same mark, at least as long, with nothing after it. */
function closes(line: string, mark: string): boolean {
  const text = line.trim();
  return (
    text.length >= mark.length && text === (mark[0] ?? '`').repeat(text.length) && /^ {0,3}\S/.test(line)
  );
}
