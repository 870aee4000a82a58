import { widthOf } from './columns.js';
import { listMarks } from './list-marks.js';

/** A line without the HTML comments that it holds. */
export interface Uncommented {
  readonly text: string;
  /** Whether its last comment goes on; `again`: it is not the first one. */
  readonly open: 'first' | 'again' | null;
  /** The column of a comment that the line begins with; `null`: the line begins with something else. */
  readonly begins: number | null;
}

const beforeBlock = new RegExp(`^${listMarks}`);

/** Takes the comments out of a line. */
export function takeComments(line: string): Uncommented {
  let start = line.indexOf('<!--');
  if (start === -1) return { text: line, open: null, begins: null };
  const before = beforeBlock.exec(line)?.[0] ?? '';
  const begins = before.length === start ? widthOf(before) : null;
  let text = '';
  let at = 0;
  while (start !== -1) {
    text += `${line.slice(at, start)} `;
    const end = line.indexOf('-->', start + 2);
    if (end === -1) return { text, open: at === 0 ? 'first' : 'again', begins };
    at = end + 3;
    start = line.indexOf('<!--', at);
  }
  return { text: text + line.slice(at), open: null, begins };
}
