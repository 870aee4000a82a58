import { linesInsideCode } from './lines-inside-code.js';
import { type Hiding, readLine } from './read-line.js';

/** A text with more lines is not a person's: it is read this far. */
const mostLines = 10_000;

/**
 * The lines of a comment, in linear time: the text of each that begins outside quotes, code and HTML, without HTML comments;
 * `null` for the others and for blank ones. When in doubt a line is left out: what is opened and never closed hides everything
 * after it.
 */
export function visibleLines(body: string): readonly (string | null)[] {
  const lines = body.includes('\r') ? body.split(/\r\n?|\n/, mostLines) : body.split('\n', mostLines);
  const visible = new Array<string | null>(lines.length).fill(null);
  let hiding: Hiding = { kind: 'none' };
  let paragraph = 0;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const seen = readLine(line, hiding);
    hiding = seen.hiding;
    if (seen.kind === 'text') {
      const text = seen.text ?? line;
      lines[index] = text;
      if (seen.shown) visible[index] = text;
    } else {
      hideCode(visible, lines, { from: paragraph, to: index });
      paragraph = index + 1;
    }
  }
  hideCode(visible, lines, { from: paragraph, to: lines.length });
  return visible;
}

/** Takes out the lines of one paragraph that begin within code in backticks. */
function hideCode(
  visible: (string | null)[],
  lines: readonly string[],
  { from, to }: { from: number; to: number },
): void {
  if (to - from < 2) return;
  const texts = lines.slice(from, to);
  if (!texts.some((text) => text.includes('`'))) return;
  for (const [index, inside] of linesInsideCode(texts).entries()) if (inside) visible[from + index] = null;
}
