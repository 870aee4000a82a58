import { parseChecklist } from '#commands/parse-checklist.js';
import { parseClosingKeywords } from '#commands/parse-closing-keywords.js';
import { parseComment } from '#commands/parse-comment.js';
import { registry } from '#commands/registry.js';
import { mangled } from '../mangled.js';
import { must, type Target } from '../target.js';

const pieces = [
  ...Object.keys(registry).map((word) => `/${word}`),
  ...[
    '/aprove',
    '/cc',
    '/__proto__',
    '/constructor',
    ' ',
    '\n',
    '\n\n',
    '\r\n',
    '\t',
    '    ',
    '> ',
    '- [ ] ',
    '- [x] ',
  ],
  ...[
    '1. ',
    '```',
    '~~~',
    '````\n',
    '`',
    '<!--',
    '-->',
    '<details>',
    '</details>',
    '<pre>',
    '</pre>',
    '<',
    '>',
    '\\',
  ],
  ...[
    '2d',
    '800 EUR',
    '#12',
    'closes #1',
    'fixes acme/shop#2',
    '@tess',
    'on 2026-02-30',
    '10-12',
    '999999999999',
    '*',
    '_',
  ],
  ...[
    'é',
    '😀',
    '\u0000',
    '\u202e',
    '\ud800',
    '| a | b |\n|---|---|\n',
    '[a](b)',
    '![',
    '<?',
    '<![CDATA[',
    ']]>',
    '&amp;',
  ],
];

/** Everything that is read out of what people write on GitHub. */
export function openComment(): Target<string> {
  return {
    name: 'comment',
    inputs: mangled(pieces),
    sizeOf: (text) => text.length,
    allowanceMs: 25,
    check: (text) => {
      const parsed = parseComment(text);
      const lines = text.split(/\r\n?|\n/).length;
      must(parsed.length <= 20, `${parsed.length} commands were read`);
      for (const { line, word } of parsed) {
        must(line >= 1 && line <= lines, `line ${line} of ${lines}`);
        must(/^[a-z][a-z-]{0,23}$/.test(word), `the command ${JSON.stringify(word)}`);
      }
      parseChecklist(text);
      for (const { number } of parseClosingKeywords(text)) must(number > 0, `issue ${number} is closed`);
    },
    close: () => Promise.resolve(),
  };
}
