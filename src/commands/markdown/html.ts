import { listMarks } from './list-marks.js';

/** An element whose text is code or somebody else's, and how often it was opened. */
export interface Element {
  readonly name: string;
  readonly depth: number;
}

const tags = /<(\/?)(pre|code|blockquote|script|style|textarea)\b/gi;

/** The element that is open after this line of HTML; `null`: none. */
export function elementAfter(line: string, before: Element | null): Element | null {
  let element = before;
  tags.lastIndex = 0;
  for (let found = tags.exec(line); found !== null; found = tags.exec(line)) {
    const name = found[2]?.toLowerCase() ?? '';
    const step = found[1] === '' ? 1 : -1;
    if (element === null) element = step === 1 ? { name, depth: 1 } : null;
    else if (element.name === name) element = { name, depth: element.depth + step };
    if (element?.depth === 0) element = null;
  }
  return element;
}

const start = new RegExp(`^${listMarks}<(/?[a-zA-Z]|[!?])`);

/** Whether a line begins with HTML: with a tag, or with a declaration, which ends nobody knows where. */
export function openHtml(line: string): 'tag' | 'declaration' | null {
  if (!line.includes('<')) return null;
  const sign = start.exec(line)?.[1] ?? '';
  if (sign === '') return null;
  return sign === '!' || sign === '?' ? 'declaration' : 'tag';
}
