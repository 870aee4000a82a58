import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Figure, isKept, renderFigures, writeFigures } from '../../trials/figures.js';

const figures: readonly Figure[] = [
  { name: 'lost', value: 0, unit: '', limit: { atMost: 0 } },
  { name: 'acknowledged in, p99', value: 31.25, unit: 'ms', limit: { atMost: 25 } },
  { name: 'beside Probot', value: 0.75, unit: '×', limit: { atLeast: 0.5 } },
  { name: 'kills', value: 203, unit: '' },
];

describe('figures of a trial', () => {
  test('are told with their limits, and those that miss them stand out', () => {
    expect(renderFigures(figures)).toBe(
      [
        'lost                        0  (at most 0)',
        'acknowledged in, p99  31.3 ms  MISSED: at most 25',
        'beside Probot          0.75 ×  (at least 0.50)',
        'kills                     203',
      ].join('\n'),
    );
  });

  test('are written for machines with whether they kept to their limits', async () => {
    const file = join(await mkdtemp(join(tmpdir(), 'greenlight-figures-')), 'figures.json');
    await writeFigures(file, figures, { seed: 7 });
    const written = JSON.parse(await readFile(file, 'utf8')) as {
      seed: number;
      figures: { kept: boolean }[];
    };
    expect(written.seed).toBe(7);
    expect(written.figures.map(({ kept }) => kept)).toEqual(figures.map(isKept));
  });
});
