import { spawnSync } from 'node:child_process';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseConfig } from '#config/parse-config.js';

const isTaken = (prefix: string): boolean =>
  parseConfig(`release: {tag-prefix: ${JSON.stringify(prefix)}}`).ok;

test.each(['', 'v', 'shop-v', 'release/', 'a.b_c/v', 'v.'])('tags may begin with "%s"', (prefix) => {
  expect(isTaken(prefix)).toBe(true);
});

test.each([
  '/',
  '-v',
  '.v',
  'a..b',
  'a//',
  'a/.b',
  'a.lock/',
  'a b',
  'a~',
  'a^',
  'a:',
  '@{',
  'ü',
  'x'.repeat(21),
])('tags may not begin with "%s"', (prefix) => {
  expect(isTaken(prefix)).toBe(false);
});

test('what is taken, git takes for a tag', () => {
  const parts = fc.constantFrom('v', 'a', '.', '..', '/', '-', '_', '.lock', '1', '@', ' ');
  const prefixes = fc
    .sample(
      fc.array(parts, { maxLength: 5 }).map((some) => some.join('')),
      2_000,
    )
    .filter(isTaken);
  const script = prefixes.map(
    (prefix) => `git check-ref-format 'refs/tags/${prefix}1.2.3' || echo '${prefix}'`,
  );
  expect(prefixes.length).toBeGreaterThan(100);
  expect(spawnSync('sh', { input: script.join('\n'), encoding: 'utf8' }).stdout).toBe('');
});
