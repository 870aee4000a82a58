import { expect, test } from '@jest/globals';
import { parseClosingKeywords } from '#commands/parse-closing-keywords.js';

const here = (number: number) => ({ owner: null, repo: null, number });

test.each(['close', 'closes', 'closed', 'fix', 'fixes', 'fixed', 'resolve', 'resolves', 'resolved'])(
  '%s, in any letters, with or without a colon',
  (keyword) => {
    expect(parseClosingKeywords(`${keyword} #12`)).toEqual([here(12)]);
    expect(parseClosingKeywords(`It ${keyword.toUpperCase()}: #12.`)).toEqual([here(12)]);
  },
);

test('another repository, by name or by address', () => {
  expect(parseClosingKeywords('Fixes acme/shop.js#7')).toEqual([
    { owner: 'acme', repo: 'shop.js', number: 7 },
  ]);
  expect(parseClosingKeywords('Fixes https://github.example:8443/acme/shop/issues/7')).toEqual([
    { owner: 'acme', repo: 'shop', number: 7 },
  ]);
});

test('several, in their order', () => {
  expect(parseClosingKeywords('Closes #1, fixes #2\nresolves #3')).toEqual([here(1), here(2), here(3)]);
});

test('a comment after it does not hide it', () => {
  expect(parseClosingKeywords('Closes #12 <!-- made by a bot -->')).toEqual([here(12)]);
  expect(parseClosingKeywords('<!-- say what it closes -->\nCloses #12')).toEqual([here(12)]);
});

test.each([
  'Closes 12',
  'Closes#12',
  'Discloses #12',
  'Closes issue #12',
  'Closes #12a',
  'Closes #12345678901',
  'Closes\n#12',
  'See #12',
  '`Closes #12`',
  '```\nCloses #12\n```',
  '    Closes #12',
  '<!-- Closes #12 -->',
  '<!--\nCloses #12\n-->',
])('not: %j', (body) => {
  expect(parseClosingKeywords(body)).toEqual([]);
});
