import { writeFile } from 'node:fs/promises';

/** One thing that was measured. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  /** e.g. `ms`, `MB`, `/s`; empty for a count. */
  readonly unit: string;
  /** What it has to keep to; none: it is only told. */
  readonly limit?: { readonly atMost: number } | { readonly atLeast: number };
}

/** Figures as a table; one that misses its limit says so. */
export function renderFigures(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => [figure.name, sayValue(figure), judge(figure)]);
  const width = (column: number): number => Math.max(...rows.map((row) => row[column]?.length ?? 0));
  return rows
    .map(([name = '', value = '', verdict = '']) =>
      `${name.padEnd(width(0))}  ${value.padStart(width(1))}  ${verdict}`.trimEnd(),
    )
    .join('\n');
}

/** Whether a figure keeps to its limit. */
export function isKept({ value, limit }: Figure): boolean {
  if (limit === undefined) return true;
  return 'atMost' in limit ? value <= limit.atMost : value >= limit.atLeast;
}

/** A figure with its unit, e.g. `31.3 ms`. */
export function sayValue({ value, unit }: Figure): string {
  return `${round(value)} ${unit}`.trim();
}

/** What a figure has to keep to, e.g. `at most 25`; empty when to nothing. */
export function sayLimit({ limit }: Figure): string {
  if (limit === undefined) return '';
  return 'atMost' in limit ? `at most ${round(limit.atMost)}` : `at least ${round(limit.atLeast)}`;
}

/** Writes figures and whatever else describes the run, for machines. */
export async function writeFigures(
  file: string,
  figures: readonly Figure[],
  about: Readonly<Record<string, unknown>>,
): Promise<void> {
  const kept = figures.map((figure) => ({ ...figure, kept: isKept(figure) }));
  await writeFile(file, `${JSON.stringify({ ...about, figures: kept }, null, 2)}\n`);
}

function judge(figure: Figure): string {
  if (figure.limit === undefined) return '';
  return isKept(figure) ? `(${sayLimit(figure)})` : `MISSED: ${sayLimit(figure)}`;
}

const round = (value: number): string =>
  Number.isInteger(value) ? String(value) : value.toFixed(Math.abs(value) < 10 ? 2 : 1);
