import { expect, test } from '@jest/globals';
import { redactor } from '#environments/host/logs/redact.js';
import { maxLineLength, splitLines } from '#environments/host/logs/split-lines.js';

test.each([
  ['an installation token', 'token ghs_0123456789abcdef0123 used', 'token *** used'],
  ['a personal token', 'github_pat_0123456789abcdefABCDEF_x', '***'],
  ['a signed token', 'x eyJhbGciOiJIUzI1.eyJzdWIiOiIx.abc-_ y', 'x *** y'],
  ['a password in an address', 'at postgres://shop:hunter2@db/shop', 'at postgres://shop:***@db/shop'],
  ['a header', '> Authorization: Bearer abc.def', '> Authorization: Bearer ***'],
  ['a known value', 'the key is open-sesame.', 'the key is ***.'],
  ['a known value in another one', 'open-sesame-twice', '***'],
  ['nothing', 'the shop is open', 'the shop is open'],
])('a log hides %s', (_title, line, expected) => {
  expect(redactor(['open-sesame', 'open-sesame-twice'])(line)).toBe(expected);
});

test('a private key is hidden from its first to its last line', () => {
  const lines = [
    'a',
    '-----BEGIN RSA PRIVATE KEY-----',
    'MIIE',
    'abcd',
    '-----END RSA PRIVATE KEY-----',
    'b',
  ];
  expect(lines.map(redactor([]))).toEqual(['a', '***', '***', '***', '***', 'b']);
});

test('each line of a secret of several lines is hidden', () => {
  expect(['first-line', 'second-line'].map(redactor(['first-line\nsecond-line\n']))).toEqual(['***', '***']);
});

test('a short value is no secret: hiding it would make the log unreadable', () => {
  expect(redactor(['yes'])('yes, done')).toBe('yes, done');
});

function linesOf(...pieces: string[]): string[] {
  const lines: string[] = [];
  const splitter = splitLines((line) => lines.push(line));
  pieces.forEach((piece) => splitter.push(piece));
  splitter.end();
  return lines;
}

test('lines are put together from pieces, the last one without its break', () => {
  expect(linesOf('a\r\nb', 'c', '\n\nd')).toEqual(['a', 'bc', '', 'd']);
});

test('a line without end is cut between words, and the next one is whole', () => {
  const words = 'word '.repeat(maxLineLength / 5);
  const [first, second, ...others] = linesOf(`${words}secret`, 'tail '.repeat(10_000), '\nnext\n');
  expect(first).toBe(`${words.slice(0, maxLineLength).replace(/\S+$/, '')}[the rest of this line was cut]`);
  expect([second, others]).toEqual(['next', []]);
});
