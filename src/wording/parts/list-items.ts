/**
 * A list in Markdown, one line for each item. When `budget` characters are used up, the last line says how many are left out: so a
 * comment stays below GitHub's limit whatever is listed in it.
 */
export function listItems(
  items: readonly string[],
  { numbered = false, budget, more }: { numbered?: boolean; budget: number; more: (count: number) => string },
): string | null {
  const lines: string[] = [];
  let used = 0;
  for (const [index, item] of items.entries()) {
    const line = `${numbered ? `${index + 1}.` : '-'} ${item}`;
    used += line.length + 1;
    if (used > budget) return [...lines, `- ${more(items.length - index)}`].join('\n');
    lines.push(line);
  }
  return lines.length === 0 ? null : lines.join('\n');
}
