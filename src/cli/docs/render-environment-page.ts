import { serverVariables } from '#config/server-variables.js';
import { joinBlocks, renderCode, renderNotice, renderTable } from './markdown.js';

/** docs/reference/environment.md: the variables of the server. */
export function renderEnvironmentPage(): string {
  const rows = Object.entries(serverVariables).map(([name, { description, fallback, required }]) => [
    renderCode(name),
    required ? 'required' : fallback === null ? '' : renderCode(fallback),
    description,
  ]);
  return joinBlocks([
    renderNotice('src/config/server-variables.ts'),
    '# Environment variables',
    'What the server is told when it starts. A `.env` file beside it is read, too; it never overrides what is set.',
    renderTable(['variable', 'default', 'what it is'], rows),
  ]);
}
