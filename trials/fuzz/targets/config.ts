import { readFileSync } from 'node:fs';
import { listKeys } from '#config/list-keys.js';
import { parseConfig } from '#config/parse-config.js';
import { mangled } from '../mangled.js';
import { must, type Target } from '../target.js';

const real = ['examples/shop/.github/greenlight.yml'].map((path) => readFileSync(path, 'utf8'));
const bomb = [
  'a: &a [x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((name, index) => {
    const before = 'abcdefgh'[index] ?? '';
    return `${name}: &${name} [${Array.from({ length: 8 }, () => `*${before}`).join(', ')}]`;
  }),
].join('\n');

const pieces = [
  ...new Set(listKeys().flatMap(({ path }) => path.replaceAll('[]', '').split('.'))),
  ...[
    '\n',
    '\n  ',
    '\n    ',
    '\r\n',
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
    '&a ',
    '*a',
    '<<: *a',
  ],
  ...[
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    '!!js/function ',
    '!!binary ',
    '!!set ',
    '? ',
    '---\n',
    '...\n',
    '%YAML 1.2\n',
  ],
  ...[
    '1e400',
    '-0',
    '0x7fffffffffffffff',
    '9'.repeat(400),
    '.inf',
    '.nan',
    '2026-02-30',
    '10m',
    '99999999999d',
    'true',
    '~',
    'null',
  ],
  ...['é', '😀', '\u0000', '\ufeff', '\u2028', '\ud800', '#', '@acme/team', bomb],
];

/** `.github/greenlight.yml`, which anybody with write access writes. */
export function openConfig(): Target<string> {
  return {
    name: 'config',
    inputs: mangled(pieces, [...real, bomb]),
    sizeOf: (text) => text.length,
    allowanceMs: 50,
    check: (text) => {
      const parsed = parseConfig(text);
      must(
        !('polluted' in {}) && Object.keys(Object.prototype).length === 0,
        'the prototype of everything was changed',
      );
      if (parsed.ok) {
        must(Object.isFrozen(parsed.settings), 'settings that can be changed');
        return;
      }
      const lines = text.split(/\r\n|\r|\n/);
      must(parsed.problems.length > 0, 'refused without a problem');
      for (const { line, column, message } of parsed.problems) {
        must(message !== '', 'a problem without words');
        must(line >= 1 && line <= lines.length, `a problem on line ${line} of ${lines.length}`);
        must(
          column >= 1 && column <= (lines[line - 1] ?? '').length + 1,
          `a problem at column ${column} of line ${line}`,
        );
      }
    },
    close: () => Promise.resolve(),
  };
}
