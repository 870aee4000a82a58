/** Longer lines are cut: what is held back until the line ends must have a bound. */
export const maxLineLength = 16 * 1024;

export interface LineSplitter {
  push(text: string): void;
  /** Gives out what stands after the last line break. */
  end(): void;
}

/** Calls `onLine` with each whole line, without its line break. A long line is cut between words: never inside a secret. */
export function splitLines(onLine: (line: string) => void): LineSplitter {
  let held = '';
  let skipping = false;
  const take = (piece: string): void => {
    if (skipping) return;
    held += piece;
    if (held.length <= maxLineLength) return;
    onLine(`${held.slice(0, maxLineLength).replace(/\S+$/, '')}[the rest of this line was cut]`);
    held = '';
    skipping = true;
  };
  const endLine = (): void => {
    if (!skipping) onLine(held.replace(/\r$/, ''));
    held = '';
    skipping = false;
  };
  return {
    push(text) {
      const [first = '', ...others] = text.split('\n');
      take(first);
      for (const piece of others) {
        endLine();
        take(piece);
      }
    },
    end() {
      if (held !== '') endLine();
    },
  };
}
