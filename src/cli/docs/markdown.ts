/** The first line of every page, so that nobody edits it by hand. */
export function renderNotice(source: string): string {
  return `<!-- Made by \`npm run docs\` from ${source}; edit that instead. -->`;
}

/** A Markdown table; what would break a cell is escaped. */
export function renderTable(heads: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;
  return [line(heads), `|${'---|'.repeat(heads.length)}`, ...rows.map(line)].join('\n');
}

/** Text that stands for itself. */
export function renderCode(text: string): string {
  return `\`${text}\``;
}

/** The blocks of a page, a blank line between them; those that are `null` are left out. */
export function joinBlocks(blocks: readonly (string | null)[]): string {
  return `${blocks.filter((block) => block !== null && block !== '').join('\n\n')}\n`;
}

/** The address that GitHub gives a heading within its page. */
export function renderAnchor(heading: string): string {
  return `#${heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\- _]/gu, '')
    .replaceAll(' ', '-')}`;
}
