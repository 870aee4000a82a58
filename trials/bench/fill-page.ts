import { readFile, writeFile } from 'node:fs/promises';
import { type Figure, isKept, sayLimit, sayValue } from '../figures.js';

const begin = '<!-- figures -->';
const end = '<!-- end of figures -->';

interface Result {
  readonly scenario: string;
  readonly figures: readonly Figure[];
}

/** Writes the figures into a page, between its two marks. Throws when it has none. */
export async function fillPage(
  file: string,
  results: readonly Result[],
  about: Readonly<Record<string, string | number | boolean>>,
): Promise<void> {
  const page = await readFile(file, 'utf8');
  const [before, after] = [page.indexOf(begin), page.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`${file} has no place for figures: ${begin} … ${end}`);
  const text = [renderAbout(about), ...results.map(renderResult)].join('\n\n');
  await writeFile(file, `${page.slice(0, before + begin.length)}\n\n${text}\n\n${page.slice(after)}`);
}

function renderAbout(about: Readonly<Record<string, string | number | boolean>>): string {
  const { began, processor, processors, memoryMB, node, pinned, loadBefore } = about;
  const load = Number(loadBefore).toFixed(1);
  return `Measured on ${String(began).slice(0, 10)}: ${processor}, ${processors} processors, ${memoryMB} MB, Node ${node}; ${
    pinned === true ? 'the server on one processor, whoever sends and GitHub on the other' : 'nothing pinned'
  }; load of the machine before it began: ${load}.`;
}

function renderResult({ scenario, figures }: Result): string {
  const rows = figures.map(
    (figure) => `| ${figure.name} | ${sayValue(figure)} | ${sayLimit(figure)} | ${judge(figure)} |`,
  );
  return [`### ${scenario}`, '', '| what | measured | limit | |', '|---|---:|---:|---|', ...rows].join('\n');
}

function judge(figure: Figure): string {
  if (figure.limit === undefined) return '';
  return isKept(figure) ? 'kept' : '**missed**';
}
