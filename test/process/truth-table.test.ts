import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { printTable } from './print-table.js';

test('every stage answers every event as the truth table says: to who may, to a stranger, and on hold', () => {
  const table = readFileSync(new URL('truth-table.txt', import.meta.url), 'utf8');
  // The table is kept by hand: a change of the process is a change of it, to be read.
  expect(printTable()).toBe(table);
});
