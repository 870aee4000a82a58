import { expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const rows = readFileSync('docs/security.md', 'utf8')
  .split('\n')
  .filter((line) => /^\| \d+ +\|/.test(line))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** The numbers after which tests are named, by the file that they stand in. */
const named = new Map(
  readdirSync('test/security')
    .filter((file) => file.endsWith('.test.ts'))
    .map((file) => {
      const text = readFileSync(join('test/security', file), 'utf8');
      const numbers = [...text.matchAll(/'threat (\d+):/g)].map(([, number]) => number ?? '');
      return [file.replace('.test.ts', ''), new Set(numbers)] as const;
    }),
);

test('the page has all 48 threats, in their order, and everything said of each', () => {
  expect(rows.map(([number]) => number)).toEqual(Array.from({ length: 48 }, (_, index) => String(index + 1)));
  expect(rows.filter((cells) => cells.length !== 6 || cells.includes(''))).toEqual([]);
});

test('every row has a test of its name where the page says, and every test a row', () => {
  const missing = rows.filter(([number = '', , , , file = '']) => {
    return named.get(file.replaceAll('`', ''))?.has(number) !== true;
  });
  expect(missing).toEqual([]);
  const known = rows.map(([number]) => number);
  expect(
    [...named.values()].flatMap((numbers) => [...numbers]).filter((one) => !known.includes(one)),
  ).toEqual([]);
});

test('every file that the page names is there', () => {
  const files = rows.flatMap(([, , , where = '']) =>
    [...where.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? ''),
  );
  expect(files.filter((path) => !existsSync(join('src', path)) && !existsSync(path))).toEqual([]);
});
