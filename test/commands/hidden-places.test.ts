import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseChecklist } from '#commands/parse-checklist.js';
import { parseClosingKeywords } from '#commands/parse-closing-keywords.js';
import { parseComment } from '#commands/parse-comment.js';

/** Blocks of Markdown that end where they end. */
const blocks = fc.constantFrom(
  'Some words.',
  'Two lines\nof text with `code` and #3.',
  '- one\n- two\n  - three',
  '1. one\n\n   more of it',
  '> a quote\n> of two lines',
  '> a quote\nthat goes on',
  '```\ncode\n\nmore\n```',
  '```js\nconst a = `b`;\n```',
  '~~~~\n~~~\n```\n~~~~',
  '- ```\n  code\n  ```',
  '    indented\n\n    more',
  '<!-- a comment -->',
  '<!--\nof several\n\nlines\n-->',
  'before <!-- x --> after',
  '<details>\n<summary>Log</summary>\n\n```\nlog\n```\n\n</details>',
  '<pre>\na\n\nb\n</pre>',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '# Heading',
  '---',
  'https://example.com/a/b',
  '```in a sentence``` and `` ` `` too',
);

/** Places where a line is not plain text; `\0` is where the command goes. */
const hidden = fc.constantFrom(
  '> \0',
  '> quote\n\0',
  '- > quote\n\0',
  '```\n\0\n```',
  '```\n\n\0\n\n```',
  '~~~ sh\n```\n\0\n```\n\0\n~~~',
  '`````\n```\n\0\n````\n\0\n`````',
  '- ```\n  \0\n  ```',
  '1. a\n   ```\n   \0\n   ```',
  '    \0',
  '\t\0',
  '<!-- \0 -->',
  '<!--\n\0\n-->',
  '<!--\n\n\0\n\n-->',
  '<!-- x -->\0',
  'a <!-- x --> b <!--\n\0\n-->',
  'a <!-- x\n\0\ny -->',
  '<pre>\n\n\0\n\n</pre>',
  '<blockquote>\n\n\0\n\n</blockquote>',
  '<div>\n\0\n</div>',
  'see `x\n\0\ny`',
  'see ``x `\n\0\ny``',
);

const documents = fc.array(blocks, { maxLength: 6 });
const indents = fc.constantFrom('', ' ', '   ');
const lineEnds = fc.constantFrom('\n', '\r\n', '\r');

describe('wherever a command stands in a comment', () => {
  test('as a paragraph of its own it is found, at its line', () => {
    fc.assert(
      fc.property(documents, documents, indents, lineEnds, (before, after, indent, lineEnd) => {
        const text = [...before, `${indent}/reject because`, ...after].join('\n\n');
        const line = [...before, ''].join('\n\n').split('\n').length;
        expect(parseComment(text.replaceAll('\n', lineEnd))).toEqual([
          { kind: 'command', line, word: 'reject', command: { type: 'Rejected', reason: 'because' } },
        ]);
      }),
      { numRuns: 500 },
    );
  });

  test('where it is quoted, code or a comment, it is not found', () => {
    fc.assert(
      fc.property(documents, hidden, documents, lineEnds, (before, place, after, lineEnd) => {
        const text = [...before, place.replaceAll('\0', '/approve'), ...after].join('\n\n');
        expect(parseComment(text.replaceAll('\n', lineEnd))).toEqual([]);
      }),
      { numRuns: 1000 },
    );
  });

  test('whatever the text, it is read without a fault, and every line named is one of its lines', () => {
    const pieces = fc.constantFrom(
      ...['`', '```', '~~~', '<!--', '-->', '>', '- ', '1. ', '/', '/approve', '/reject ', '/estimate 1d '],
      ...[
        '<pre>',
        '</pre>',
        '<!',
        '<?',
        '\\',
        '\n',
        '\r',
        '\t',
        '    ',
        ' ',
        '\u00a0',
        '\u2028',
        '#',
        'fixes #1',
      ],
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 40 }).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        const lines = text.split(/\r\n|\r|\n/).length;
        for (const { line } of parseComment(text)) expect(line <= lines && line >= 1).toBe(true);
        parseChecklist(text);
        parseClosingKeywords(text);
      }),
      { numRuns: 2000 },
    );
  });
});
