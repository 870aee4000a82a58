import { columnOf, widthOf } from './columns.js';
import { listMarks } from './list-marks.js';

/** The line that opens a block of code. */
export interface Fence {
  readonly mark: '`' | '~';
  readonly length: number;
  /** Where the mark stands; more than 0 may be inside a list item. */
  readonly column: number;
}

const opening = new RegExp(`^(${listMarks})(\`{3,}|~{3,})`);

/** The fence that this line opens, also as the first thing of a list item; `null`: none. */
export function openFence(line: string): Fence | null {
  if (!line.includes('```') && !line.includes('~~~')) return null;
  const [all = '', before = '', marks = ''] = opening.exec(line) ?? [];
  const mark = marks[0] === '`' ? '`' : '~';
  // Backticks that are closed on the same line are code within a sentence.
  if (all === '' || (mark === '`' && line.includes('`', all.length))) return null;
  return { mark, length: marks.length, column: widthOf(before) };
}

/**
 * What a line inside the fence does. `doubtful`: whether it closes the fence, or ends the list that the fence stands in and so
 * opens another one, depends on what the list looks like.
 */
export function readInFence(line: string, fence: Fence): 'inside' | 'closing' | 'doubtful' {
  const column = columnOf(line);
  if (column === null) return 'inside';
  if (column < fence.column) return 'doubtful';
  if (column > fence.column + 3 || !isMarkOf(line, fence)) return 'inside';
  return fence.column === 0 || column === fence.column ? 'closing' : 'doubtful';
}

const closing = /^[ \t]*(`+|~+)[ \t]*$/;

/** Closed by the same mark, at least as long, with nothing after it. */
function isMarkOf(line: string, { mark, length }: Fence): boolean {
  const marks = closing.exec(line)?.[1] ?? '';
  return marks.length >= length && marks[0] === mark;
}
