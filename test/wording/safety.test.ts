import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { codeSpan } from '#wording/safety/code-span.js';
import { cutWords } from '#wording/safety/cut-words.js';
import { escapeMarkdown } from '#wording/safety/escape-markdown.js';
import { linkTo } from '#wording/safety/link-to.js';
import { plainWords } from '#wording/safety/plain-words.js';
import { quoteWords } from '#wording/safety/quote-words.js';
import { dangersIn, markupOf, nastyWords } from './markup.js';

const nothing = { headings: 0, tags: [], comments: [], links: [], fences: 0 };

/** What a reader sees of escaped text. */
const shown = (text: string): string =>
  text
    .replace(/\\([!-/:-@[-`{-~])/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&amp;/g, '&')
    .replace(/\u200b/g, '');

describe('what people typed, on one line', () => {
  test.each([
    ['a mention', 'ask @anna or @shop/team', 'ask @\u200banna or @\u200bshop/team'],
    [
      'a reference',
      'closes #12, see shop/web#3 and GH-7',
      'closes #\u200b12, see shop/web#\u200b3 and GH-\u200b7',
    ],
    [
      'an address',
      'see https://evil.example or www.evil.example',
      'see https:\u200b//evil.example or www\u200b.evil.example',
    ],
    ['a link and an image', '[a](b) ![c](d)', '\\[a\\](b) !\\[c\\](d)'],
    ['a hidden marker', '<!-- greenlight:card -->', '&lt;!-- greenlight:card -->'],
    ['a heading', '## Approved', '\\## Approved'],
    ['a command', '/approve', '\\/approve'],
    ['a list', '1. one', '1\\. one'],
    ['a table', 'a | b', 'a \\| b'],
    ['an entity', '&#64;anna &amp; Q&A', '&amp;#\u200b64;anna &amp;amp; Q&A'],
    ['emphasis, but not in names', '*a* _b_ check_out_page', '\\*a\\* \\_b\\_ check_out_page'],
    ['lines', 'one\n\n# two', 'one # two'],
    ['plain words as they are', 'It says “booked” (twice), for €5!', 'It says “booked” (twice), for €5!'],
  ])('shows %s and does nothing', (_what, typed, expected) => {
    expect(escapeMarkdown(typed, 500)).toBe(expected);
  });

  test('shows every character, and is nothing but words', () => {
    fc.assert(
      fc.property(nastyWords, (typed) => {
        const line = escapeMarkdown(typed, 500);
        expect(markupOf(line)).toEqual(nothing);
        expect(dangersIn(line)).toEqual([]);
        expect(line).not.toMatch(/\n|<|#\d|:\/\//);
        const plain = typed.replace(/[\u0000\u202e]/g, '').replace(/\ud800/g, '\ufffd');
        expect(shown(line)).toBe(plain.replace(/\s+/g, ' ').trim());
      }),
    );
  });
});

describe('people’s words as a quote', () => {
  test('keeps the lines and nothing else', () => {
    expect(quoteWords('The date is missing.\n\n# See\n- @dana\n  /approve')).toBe(
      '> The date is missing.\n>\n> \\# See\n> \\- @\u200bdana\n> \\/approve',
    );
  });

  test('is nothing but quoted words', () => {
    fc.assert(
      fc.property(nastyWords, (typed) => {
        const quote = quoteWords(typed) ?? '>';
        expect(quote.split('\n').every((line) => line.startsWith('>'))).toBe(true);
        expect(markupOf(quote)).toEqual(nothing);
        expect(dangersIn(quote)).toEqual([]);
      }),
    );
  });

  test('is not there when nothing was said', () => {
    expect(quoteWords(' \n\t\u0000 \n')).toBeNull();
  });

  test('is cut: at 1,500 characters and at 30 lines', () => {
    expect(quoteWords('x'.repeat(5_000))).toBe(`> ${'x'.repeat(1_499)}…`);
    expect(quoteWords('x\n'.repeat(700))?.split('\n')).toHaveLength(31);
  });
});

describe('people’s words where Markdown is not read', () => {
  test('close no issue, call nobody and stop no checks', () => {
    expect(plainWords('Fixes #12 for @anna [skip ci]\nCloses https://github.com/a/b/issues/1', 200)).toBe(
      'Fixes # 12 for @ anna (skip ci) Closes https: //github.com/a/b/issues/1',
    );
  });

  test('are broken also where one reference follows another', () => {
    expect(plainWords('fixes #1GH-12', 60)).toBe('fixes # 1GH- 12');
  });

  test('are one line without references, whatever was typed', () => {
    fc.assert(
      fc.property(nastyWords, (typed) => {
        const line = plainWords(typed, 60);
        expect(line).not.toMatch(/\n|@\S|#\d|GH-\d|:\/\/|[[\]<>]/i);
        expect(Array.from(line).length).toBeLessThanOrEqual(60);
      }),
    );
  });
});

test('a code span ends where it should, whatever is in it', () => {
  fc.assert(
    fc.property(nastyWords, (typed) => {
      const span = codeSpan(typed);
      expect(span).toMatch(/^(?:`[^`\n]+`|–)$/);
      expect(span).not.toContain('<!--');
    }),
  );
});

describe('a link', () => {
  test('leads where it says', () => {
    expect(linkTo('Sandbox', 'https://a.example/x?y=1#z')).toBe('[Sandbox](https://a.example/x?y=1#z)');
  });

  test.each([
    'javascript:alert(1)',
    'data:text/html,x',
    '/local',
    '',
    'https://',
    `https://a/${'x'.repeat(3_000)}`,
  ])('is words only when it leads nowhere (%#)', (address) => {
    expect(linkTo('Sandbox', address)).toBe('Sandbox');
  });

  test('cannot be left by its address', () => {
    fc.assert(
      fc.property(nastyWords, (typed) => {
        expect(linkTo('x', `https://a.example/${typed}`)).toMatch(/^\[x\]\([^\s()<>`|\\"]+\)$/);
      }),
    );
  });
});

test('cutting leaves characters whole', () => {
  expect(cutWords('😀😀😀', 3)).toBe('😀😀😀');
  expect(cutWords('😀😀😀😀', 3)).toBe('😀😀…');
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 50 }),
      fc.integer({ min: 1, max: 20 }),
      (text, most) => {
        const cut = cutWords(text, most);
        expect(Array.from(cut).length).toBeLessThanOrEqual(most);
        expect(cut === text || cut.endsWith('…')).toBe(true);
      },
    ),
  );
});
