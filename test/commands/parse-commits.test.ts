import { expect, test } from '@jest/globals';
import { parseCommits } from '#commands/parse-commits.js';

test.each([
  ['feat: wrap gifts', 'minor'],
  ['fix(page): a typo', 'patch'],
  ['docs: say more', 'patch'],
  ['Feat(Page)!: wrap gifts', 'major'],
  ['fix: a\n\nBREAKING CHANGE: no bows', 'major'],
  ['fix: a\n\nBREAKING-CHANGE: no bows', 'major'],
  ['fix: a\n\nThere is no breaking change: none', 'patch'],
  ['feat:wrap gifts', null],
  ['Merge branch main', null],
  ['feat (page): wrap', null],
  ['Wrap gifts\n\nfeat: not in the first line', null],
  ['', null],
])('%j asks for %s', (message, part) => {
  expect(parseCommits([message])).toBe(part);
});

test('of several the largest counts, in whatever order', () => {
  expect(parseCommits(['chore: a', 'feat: b', 'Merge'])).toBe('minor');
  expect(parseCommits(['feat!: a', 'fix: b'])).toBe('major');
  expect(parseCommits([])).toBeNull();
});

test('a message of any length is read in no time', () => {
  const started = performance.now();
  parseCommits([`feat(${'('.repeat(60_000)}`, 'BREAKING '.repeat(20_000), `${'a'.repeat(100_000)}!`]);
  expect(performance.now() - started).toBeLessThan(200);
});
