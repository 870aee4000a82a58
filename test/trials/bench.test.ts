import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compileProgram } from '../support/compile-rooms.js';

const run = promisify(execFile);
let directory: string;

beforeAll(() => {
  directory = compileProgram('trials');
}, 60_000);

afterAll(() => rm(directory, { recursive: true }));

interface Written {
  readonly figures: readonly { name: string; value: number; unit: string }[];
}

test('acknowledgements are measured side by side, and none of them was lost', async () => {
  const json = join(directory, 'figures.json');
  const page = join(directory, 'page.md');
  await writeFile(page, '# Figures\n\n<!-- figures -->\n\nold\n\n<!-- end of figures -->\n\nThe end.\n');
  const main = join(directory, 'trials', 'bench', 'main.js');
  const argv = [main, '--quick', '--only', 'acknowledgements', '--json', json, '--markdown', page];
  // Which limits are kept is the machine's matter: it ends with 1 when one is not.
  await run(process.execPath, argv).catch((error: unknown) => expect(error).toMatchObject({ code: 1 }));

  const { figures } = JSON.parse(await readFile(json, 'utf8')) as Written;
  const of = (name: string): number[] =>
    figures.filter((figure) => figure.name.endsWith(name)).map(({ value }) => value);
  const acknowledged = of(': acknowledged');
  expect(acknowledged.length).toBeGreaterThanOrEqual(3);
  for (const perSecond of acknowledged) expect(perSecond).toBeGreaterThan(1);
  expect(of(': p99').every((ms) => ms > 0)).toBe(true);
  expect(of(': not 2xx').every((count) => count === 0)).toBe(true);
  expect(of(': acknowledged but not stored').every((count) => count === 0)).toBe(true);

  const written = await readFile(page, 'utf8');
  expect(written).toContain('| 12 KB, bare node:http: acknowledged |');
  expect(written).not.toContain('old');
  expect(written).toMatch(/^# Figures\n[^]*The end\.\n$/);
}, 90_000);
