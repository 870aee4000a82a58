import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { type Figure, isKept, renderFigures, writeFigures } from '../figures.js';
import { type TargetName, targetNames } from './target.js';
import type { Tried } from './try-inputs.js';
import { watch } from './watch.js';

/** Growth of memory that is none: buffers, and code that was compiled. */
const mostGrowthMB = 64;
/** Of a million inputs, so many for each: the listener is asked over a connection, which takes its time. */
const shares: Readonly<Record<TargetName, number>> = {
  comment: 0.3,
  config: 0.15,
  webhook: 0.1,
  hosts: 0.25,
  markdown: 0.2,
};

/** `npm run fuzz -- [--runs N] [--seed S] [--only TARGET]… [--json FILE]`: tries inputs, prints, and ends with 1 when something was found. */
const { values } = parseArgs({
  options: {
    runs: { type: 'string', default: '1000000' },
    seed: { type: 'string' },
    only: { type: 'string', multiple: true },
    json: { type: 'string' },
  },
});
const seed = Number(values.seed ?? randomInt(1_000_000_000));
const wanted = targetNames.filter((name) => values.only?.includes(name) ?? true);
const runs = Number(values.runs);
if (!Number.isInteger(runs) || !Number.isInteger(seed) || wanted.length === 0) {
  process.stderr.write(`Whole numbers for --runs and --seed; targets: ${targetNames.join(', ')}\n`);
  process.exit(2);
}

process.stdout.write(`seed ${seed}\n`);
const figures: Figure[] = [];
for (const target of wanted) {
  const share = wanted.length === 1 ? 1 : shares[target];
  const tried = await watch({ target, runs: Math.ceil(runs * share), seed });
  const told = figuresOf(target, tried);
  process.stdout.write(`\n${renderFigures(told)}\n`);
  for (const { seed: own, index, what, input } of tried.findings)
    process.stdout.write(
      `\n${what}\n  input ${index}: ${input}\n  again: npm run fuzz -- --only ${target} --seed ${own} --runs 100\n`,
    );
  figures.push(...told);
}
const inputs = figures
  .filter(({ name }) => name.endsWith(': inputs'))
  .reduce((sum, { value }) => sum + value, 0);
process.stdout.write(`\n${inputs} inputs, seed ${seed}\n`);
if (values.json !== undefined) await writeFigures(values.json, figures, { seed, inputs });
process.exitCode = figures.every(isKept) ? 0 : 1;

function figuresOf(
  target: TargetName,
  { inputs: count, seconds, slowestMs, grownMB, findings }: Tried,
): readonly Figure[] {
  return [
    { name: `${target}: inputs`, value: count, unit: '' },
    { name: `${target}: inputs a second`, value: count / seconds, unit: '/s' },
    { name: `${target}: slowest`, value: slowestMs, unit: 'ms' },
    { name: `${target}: memory grew`, value: grownMB, unit: 'MB', limit: { atMost: mostGrowthMB } },
    { name: `${target}: findings`, value: findings.length, unit: '', limit: { atMost: 0 } },
  ];
}
