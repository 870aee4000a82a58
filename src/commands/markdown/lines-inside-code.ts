/** The runs of backticks of a paragraph, in order; one index is one run. */
interface Runs {
  /** How many backticks: as many close what as many opened. */
  readonly lengths: number[];
  /** How many open code here: one less after a backslash. */
  readonly opens: number[];
  readonly lines: number[];
}

const none = -1;
/** A paragraph with more runs is not a person's: what it hides is not found out. */
const mostRuns = 1_000;

/**
 * Whether each line of a paragraph begins where code in backticks may be: the code was opened on an earlier line, and as many
 * backticks follow. One pass forward, one back.
 */
export function linesInsideCode(texts: readonly string[]): readonly boolean[] {
  const runs = findRuns(texts);
  const inside = new Array<boolean>(texts.length).fill(runs.lengths.length > mostRuns);
  const { closers, last } = findClosers(runs);
  const lineOf = (run: number): number => runs.lines[run] ?? none;
  let marked = 0;
  for (let run = 0; run < closers.length; run += 1) {
    const closer = closers[run] ?? none;
    if (closer === none) continue;
    if (lineOf(closer) === lineOf(run)) {
      run = closer;
      continue;
    }
    const reach = lineOf(last[runs.opens[run] ?? 0] ?? none);
    for (marked = Math.max(marked, lineOf(run) + 1); marked <= reach; marked += 1) inside[marked] = true;
  }
  return inside;
}

function findRuns(texts: readonly string[]): Runs {
  const runs: Runs = { lengths: [], opens: [], lines: [] };
  for (let line = 0; line < texts.length && runs.lengths.length <= mostRuns; line += 1) {
    const text = texts[line] ?? '';
    for (
      let at = text.indexOf('`');
      at !== -1 && runs.lengths.length <= mostRuns;
      at = text.indexOf('`', at)
    ) {
      const start = at;
      while (text.charAt(at) === '`') at += 1;
      runs.lengths.push(at - start);
      runs.opens.push(isEscaped(text, start) ? at - start - 1 : at - start);
      runs.lines.push(line);
    }
  }
  return runs;
}

/** For each run the next one that would close it; for each length the last run that has it. */
function findClosers({ lengths, opens }: Runs): { closers: Int32Array; last: Int32Array } {
  const longest = lengths.reduce((most, length) => Math.max(most, length), 0);
  const closers = new Int32Array(lengths.length).fill(none);
  const next = new Int32Array(longest + 1).fill(none);
  const last = new Int32Array(longest + 1).fill(none);
  for (let run = lengths.length - 1; run >= 0; run -= 1) {
    const length = lengths[run] ?? 0;
    closers[run] = next[opens[run] ?? 0] ?? none;
    next[length] = run;
    if (last[length] === none) last[length] = run;
  }
  return { closers, last };
}

/** Whether an odd number of backslashes stands before. */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (before > 0 && text.charAt(before - 1) === '\\') before -= 1;
  return (at - before) % 2 === 1;
}
