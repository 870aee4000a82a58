/** Where something stands in a text: both from 1. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Finds the position of an offset, for as many offsets as there are. A byte order mark takes no column. */
export function indexLines(text: string): (offset: number) => Position {
  const starts = [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), ({ 0: end, index }) => index + end.length)];
  const mark = text.startsWith('\ufeff') ? 1 : 0;
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    const column = offset - (starts[low] ?? 0) + 1 - (low === 0 ? mark : 0);
    return { line: low + 1, column: Math.max(1, column) };
  };
}
