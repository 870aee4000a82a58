import { catalogue } from '#errors/catalogue.js';
import { joinBlocks, renderNotice } from './markdown.js';

/** docs/reference/errors.md: what the server tells whoever runs it, and what to do about it. */
export function renderErrorsPage(): string {
  const entries = Object.entries(catalogue).map(
    ([code, { message, hint }]) => `## ${code}\n\n**${message}.** ${hint}`,
  );
  return joinBlocks([
    renderNotice('src/errors/catalogue.ts'),
    '# Errors',
    'What the server says, in one line, when it cannot start or go on. Each has a code, which is a heading here.',
    ...entries,
  ]);
}
