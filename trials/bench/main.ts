import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Figure, isKept, renderFigures, writeFigures } from '../figures.js';
import { startPostgres } from '../postgres.js';
import { aboutMachine } from './about-machine.js';
import { fillPage } from './fill-page.js';
import { pinSelf } from './pinned.js';
import { scenarios } from './scenarios.js';

/**
 * `npm run bench -- [--only NAME]… [--quick] [--json FILE] [--markdown PAGE]`: measures, prints, writes the figures into a page where it
 * has a place for them, and ends with 1 when a limit is missed.
 */
const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    quick: { type: 'boolean', default: false },
    json: { type: 'string' },
    markdown: { type: 'string' },
  },
});

const { only, quick, json, markdown } = values;
const wanted = scenarios.filter(({ name }) => only?.includes(name) ?? true);
if (wanted.length === 0) {
  process.stderr.write(`There is no such scenario: ${scenarios.map(({ name }) => name).join(', ')}\n`);
  process.exit(2);
}

pinSelf(1);
const began = new Date();
const about = aboutMachine();
const directory = await mkdtemp(join(tmpdir(), 'greenlight-bench-'));
const postgres = await startPostgres(process.env['DATABASE_URL']);
const all: Figure[] = [];
const broken: string[] = [];
const results: { scenario: string; figures: readonly Figure[] }[] = [];
try {
  for (const { name, run } of wanted) {
    process.stdout.write(`\n${name}\n`);
    const figures = await run({ directory, quick, postgres }, (line) =>
      process.stderr.write(`  … ${line}\n`),
    ).catch((error: unknown) => {
      // The others are measured all the same.
      process.stdout.write(`  came to nothing: ${String(error)}\n`);
      broken.push(name);
      return [];
    });
    process.stdout.write(`${renderFigures(figures).replace(/^/gm, '  ')}\n`);
    results.push({ scenario: name, figures });
    all.push(...figures.map((figure) => ({ ...figure, name: `${name}: ${figure.name}` })));
  }
} finally {
  await postgres?.stop();
  await rm(directory, { recursive: true, force: true });
}
if (json !== undefined) await writeFigures(json, all, { ...about, began: began.toISOString(), quick });
if (markdown !== undefined) await fillPage(markdown, results, { ...about, began: began.toISOString() });
const missed = all.filter((figure) => !isKept(figure));
const isWell = missed.length === 0 && broken.length === 0;
const toNothing = broken.length === 0 ? '' : ` Came to nothing: ${broken.join(', ')}.`;
process.stdout.write(
  `\n${isWell ? 'Every limit is kept.' : `${missed.length} limits are missed.${toNothing}`}\n`,
);
process.exitCode = isWell ? 0 : 1;
