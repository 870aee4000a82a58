import fc from 'fast-check';
import { Marked, type MarkedToken, type Token } from 'marked';
import { codeSpan } from '#wording/safety/code-span.js';
import { escapeMarkdown } from '#wording/safety/escape-markdown.js';
import { linkTo } from '#wording/safety/link-to.js';
import { plainWords } from '#wording/safety/plain-words.js';
import { quoteWords } from '#wording/safety/quote-words.js';
import { mangled } from '../mangled.js';
import { markdownPieces } from '../markdown-pieces.js';
import { must, type Target } from '../target.js';

const pieces = [
  ...markdownPieces,
  ...['~~', '&#64;', '&commat;', 'javascript:', 'ftp://x', 'mailto:a@b.example', '\u200b', '\u00a0', 'x'],
];

const parser = new Marked({ gfm: true, breaks: true });
/** What people's words may be read as. */
const words: readonly string[] = ['text', 'escape', 'br', 'space', 'codespan'];

/** What people typed, put into the texts that Greenlight writes, and read as GitHub reads them. */
export function openMarkdown(): Target<string> {
  return {
    name: 'markdown',
    inputs: fc.oneof(
      { weight: 3, arbitrary: mangled(pieces) },
      { weight: 1, arbitrary: mangled(['@', '#1', '_', '*', '`', '\\', '\n', '[', '](', ')', '<']) },
    ),
    sizeOf: (text) => text.length,
    allowanceMs: 50,
    check: (text) => {
      const line = escapeMarkdown(text, 300);
      must(!line.includes('\n'), 'a line has two');
      const code = codeSpan(text);
      for (const around of [
        line,
        `- ${line}`,
        `**Why** ${line} – and so on`,
        `> ${line}`,
        `| a | b |\n|---|---|\n| ${line} | x |`,
      ])
        onlyWords(around, ['paragraph', 'list', 'list_item', 'strong', 'blockquote', 'table']);
      onlyWords(code, ['paragraph']);
      const quote = quoteWords(text);
      if (quote !== null) {
        must(/^(> ?.*(\n|$))+$/.test(quote), 'a quote with something beside it');
        onlyWords(quote, ['paragraph', 'blockquote']);
      }
      const link = linkTo('words', text);
      const links = tokensOf(link).filter(({ type }) => type === 'link');
      must(
        link === 'words' || (links.length === 1 && /^https?:/i.test((links[0] as { href: string }).href)),
        `a link that is none: ${link}`,
      );
      const plain = plainWords(text, 300);
      must(!/[\n<>[\]]|@\w|#\d|\bGH-\d/.test(plain), `a title that does something: ${plain}`);
    },
    close: () => Promise.resolve(),
  };
}

function onlyWords(markdown: string, frame: readonly string[]): void {
  for (const token of tokensOf(markdown)) {
    must(
      words.includes(token.type) || frame.includes(token.type),
      `${token.type} in ${JSON.stringify(markdown)}`,
    );
    if (token.type === 'text' && (token.tokens ?? []).length === 0)
      must(
        !/(^|[^\w`])@\w|(^|\W)#\d|\bGH-\d|:\/\/|www\./i.test(token.text),
        `a reference in ${JSON.stringify(markdown)}`,
      );
  }
}

/** Every token of a text, those inside others too. */
function tokensOf(markdown: string): readonly MarkedToken[] {
  const found: MarkedToken[] = [];
  void parser.walkTokens(parser.lexer(markdown), (token: Token) => {
    found.push(token as MarkedToken);
  });
  return found;
}
