import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { dump } from 'js-yaml';
import { listKeys } from '#config/list-keys.js';
import { parseConfig } from '#config/parse-config.js';

const words = [
  ...listKeys().flatMap(({ path }) => path.replaceAll('[]', '').split('.')),
  ...['none', 'client', 'permission', 'write', '__proto__', 'constructor', '@acme/team', '10m', '/', 'x', ''],
];

/** Reads a text and checks what holds for any text. */
function read(text: string): void {
  const parsed = parseConfig(text);
  if (parsed.ok) return;
  const lines = text.split(/\r\n|\r|\n/);
  expect(parsed.problems.length).toBeGreaterThan(0);
  for (const { line, column, message } of parsed.problems) {
    expect(message).not.toBe('');
    expect(Number.isInteger(line) && line >= 1 && line <= lines.length).toBe(true);
    expect(column >= 1 && column <= (lines[line - 1] ?? '').length + 1).toBe(true);
  }
}

describe('whatever stands in the file, it is read without a fault, and every problem lies within it', () => {
  test('any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 200 }), read), { numRuns: 1000 });
  });

  test('text that looks like YAML', () => {
    const pieces = fc.constantFrom(
      ...words,
      ...[
        '\n',
        '\n  ',
        '\n    ',
        '\r\n',
        '\r',
        ': ',
        ':',
        '- ',
        '[',
        ']',
        '{',
        '}',
        ', ',
        '"',
        "'",
        '|\n',
        '>-\n',
        '#',
        '\t',
      ],
      ...['&a ', '*a', '!!str ', '!x ', '? ', '---\n', '...\n', '%YAML 1.2\n', '~', '\ufeff', '<<: '],
    );
    const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join(''));
    fc.assert(fc.property(texts, read), { numRuns: 3000 });
  });

  test('any value', () => {
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4, withCrossShrink: true },
        fc.constantFrom<unknown>(...words, null, true, 0, -1, 1.5, 200),
        fc.array(tie('value'), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom(...words), tie('value'), { maxKeys: 4, noNullPrototype: true }),
      ),
    }));
    fc.assert(
      fc.property(value, (held) => read(dump(held))),
      { numRuns: 2000 },
    );
  });

  test('a text that is read twice says the same', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words, ': ', '\n', '\n  '), { maxLength: 20 }), (parts) => {
        const text = parts.join('');
        expect(parseConfig(text)).toEqual(parseConfig(text));
      }),
    );
  });
});

describe('a file that is made to be slow is read in time', () => {
  const fill = (piece: string): string => piece.repeat(Math.floor(65_000 / piece.length));
  test.each([
    ...[
      '\n',
      ' ',
      '#\n',
      '# ',
      '[',
      '{',
      '- ',
      '? ',
      ': ',
      'a: ',
      'a:\n',
      '&a ',
      '!',
      '"',
      "'",
      '\\',
      '%',
      '|\n',
      '\r',
      '\t',
    ],
    ...['a: &a [*a]\n', '- *a\n', '[a,', '{a: ', '\u0301', '---\n', 'a: 1\n', '!!str ', '"\\u0041', '- - '],
  ])('%j', (piece) => {
    const begin = performance.now();
    read(fill(piece));
    read(`a: &a [x,x]\nb: ${fill(piece)}`);
    expect(performance.now() - begin).toBeLessThan(2_000);
  });

  test.each([
    ['keys', () => Array.from({ length: 6_000 }, (_, index) => `k${index}: 1`).join('\n')],
    [
      'numbers for roles',
      () => `gates: {demo: [${Array.from({ length: 10_000 }, (_, index) => index).join(',')}]}`,
    ],
    [
      'names',
      () => `checks: {required: [${Array.from({ length: 10_000 }, (_, index) => `x${index}`).join(',')}]}`,
    ],
    [
      'wrong people',
      () => `roles: {client: [${Array.from({ length: 10_000 }, (_, index) => `_${index}`).join(',')}]}`,
    ],
    ['one long key', () => `${'k'.repeat(65_000)}: 1`],
    ['one long value', () => `environments: {production: {url: "https://${'a/'.repeat(30_000)} "}}`],
    ['spaces', () => `labels: {intake: "a${' '.repeat(65_000)}b "}`],
  ])('very many %s', (_what, text) => {
    const begin = performance.now();
    read(text());
    expect(performance.now() - begin).toBeLessThan(2_000);
  });

  test('aliases within aliases are not followed', () => {
    const bomb = [
      'a: &a [x,x,x,x,x,x,x,x,x]',
      ...'bcdefgh'
        .split('')
        .map((name, index) => `${name}: &${name} [${`*${'abcdefg'.charAt(index)},`.repeat(9)}]`),
    ];
    const begin = performance.now();
    read(bomb.join('\n'));
    expect(parseConfig(bomb.join('\n')).ok).toBe(false);
    expect(performance.now() - begin).toBeLessThan(1_000);
  });
});
