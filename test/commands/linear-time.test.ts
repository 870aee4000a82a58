import { describe, expect, test } from '@jest/globals';
import { parseChecklist } from '#commands/parse-checklist.js';
import { parseClosingKeywords } from '#commands/parse-closing-keywords.js';
import { parseComment } from '#commands/parse-comment.js';
import { parseEstimate } from '#commands/parse-estimate.js';
import { taskBranch } from '#commands/task-branch.js';

const longest = 65_536;
const limitMs = 5;
/** Four times the text may take this many times as long. */
const mostGrowth = 6;
/** Below this, a clock and a busy machine say nothing about growth. */
const noiseMs = 1;
const mostRuns = 25;
/** What takes this long is not made faster by another run. */
const hopelessMs = 100;
const mostTold = 5;

type Read = (text: string) => unknown;

/** The best of several runs, since other programs run too; no more of them than it takes to be within `enough`. */
function bestMs(read: Read, text: string, { runs, enough }: { runs: number; enough: number }): number {
  let best = Infinity;
  for (let run = 0; run < runs && best > enough; run += 1) {
    const begin = performance.now();
    read(text);
    best = Math.min(best, performance.now() - begin);
    if (best > hopelessMs) break;
  }
  return best;
}

/** What is wrong with the time that `read` takes for texts of this form; `null`: nothing. */
function tooSlow(read: Read, form: (length: number) => string): string | null {
  const long = form(longest);
  const ms = bestMs(read, long, { runs: mostRuns, enough: limitMs });
  if (ms > limitMs) return `${ms.toFixed(1)} ms`;
  if (ms <= noiseMs) return null;
  const short = Math.max(bestMs(read, form(longest / 4), { runs: 5, enough: 0 }), noiseMs / 4);
  const growth = bestMs(read, long, { runs: mostRuns, enough: mostGrowth * short }) / short;
  return growth > mostGrowth ? `${growth.toFixed(1)} times as long for four times the text` : null;
}

const fill = (piece: string, length: number): string =>
  piece.repeat(Math.ceil(length / piece.length)).slice(0, length);

const everyKindOfCharacter = [
  ...Array.from({ length: 0x180 }, (_, code) => String.fromCharCode(code)),
  ...[
    '\u0301',
    '\u0315',
    '\u200b',
    '\u200f',
    '\u202e',
    '\u2028',
    '\u2029',
    '\u3000',
    '\ufeff',
    '\ufb2c',
    '\ufdfa',
  ],
  ...['\ud800', '\udc00', '\u{1d160}', '\u{1f469}\u200d', 'я', '中'],
];

const pieces = [
  ...['> ', '>\n', '>> ', '- > ', '- ', '-\n', '1. ', '* ', '+\t'],
  ...[
    '```',
    '```\n',
    '``` ',
    '```x```\n',
    '~~~\n',
    '- ```\n',
    '`\n',
    '`a',
    '`` ` ',
    '\\`',
    '`a\nb',
    '\\',
    '`'.repeat(300),
  ],
  ...[
    '<!--',
    '-->',
    '<!-- -->',
    '<!--\n',
    '-->\n',
    '<!-- --> <!--\n',
    '<!-',
    '<!--->',
    '<pre>',
    '<pre>\n',
    '</pre>',
  ],
  ...['<pre></pre>', '<', '<a\n', '<a>\n', '<!x', '</'],
  ...[
    '/',
    '/a',
    '/a\n',
    '/a ',
    '/approve ',
    '/approve\n',
    '/reject x\n',
    '/hold',
    `/${'a'.repeat(30)}\n`,
    '/a-',
  ],
  ...[
    '/estimate 1d\n',
    '/estimate ',
    '/estimate',
    '1,',
    '1.',
    '1 ',
    '1d ',
    '1d 1',
    '123 ',
    '1 000 ',
    '0',
    '— ',
    '- 1d ',
  ],
  ...['# ', '#\n', '# a ', '# Test scenarios\n', '- [ ] x\n', '- [ ] ', '[', ']('],
  ...[
    'closes ',
    'closes #',
    'closes #1 ',
    'closes: a/',
    'closes a/b',
    'closes https://',
    'a/b#',
    'fix',
    'https://a/',
  ],
  ...[' ', '\t', '#', '-', '>', '`', '\u00a0', '1', 'a'],
  ...[' \n', '\t\n', '    a\n', '\n\n', '\r\n', '\r', ' \t', '\u00a0\n', 'a\n', 'a '],
  ...['a\u0315\u0320', '\u0315\u0300', '\ufb2c', '\u0344\u0345', 'I\u0307'],
];

/** Where the run of pieces stands. */
const frames: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => `${text}!`,
  (text) => `/a ${text}\u2028!`,
  (text) => `/reject x\n${text}`,
  (text) => `/estimate ${text} EUR!`,
  (text) => `/estimate 1d ${text}!`,
  (text) => `a \` b\n${text}`,
  (text) => `\`\`\`\n${text}`,
  (text) => `<div>\n${text}`,
  (text) => `<!--\n${text}`,
  (text) => `# Test scenarios\n- ${text}!`,
  (text) => `# a${text}!`,
  (text) => `closes ${text}!`,
];

describe('a comment of 65,536 characters is read in less than 5 ms, and a quarter of it in about a quarter of the time', () => {
  const forms = [
    ...everyKindOfCharacter.map((piece) => ({ piece, frame: 0 })),
    ...pieces.flatMap((piece) => frames.map((_, frame) => ({ piece, frame }))),
  ];
  const form =
    ({ piece, frame }: { piece: string; frame: number }) =>
    (length: number): string =>
      (frames[frame] ?? String)(fill(piece, length - 24)).slice(0, length);

  test.each<[string, Read]>([
    ['commands', parseComment],
    ['checklists', parseChecklist],
    ['closing keywords', parseClosingKeywords],
    ['estimates', parseEstimate],
    ['titles', (title) => taskBranch(1, title)],
  ])('%s', (_what, read) => {
    const slow: string[] = [];
    for (const { piece, frame } of forms) {
      const why = tooSlow(read, form({ piece, frame }));
      if (why !== null) slow.push(`${JSON.stringify(piece)} in frame ${frame}: ${why}`);
      if (slow.length === mostTold) break;
    }
    expect(slow).toEqual([]);
  });
});
