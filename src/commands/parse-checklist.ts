import { visibleLines } from './markdown/visible-lines.js';

const heading = /^ {0,3}#{1,6}[ \t]+\S/;
const title = /test scenarios|тестовые сценарии/i;
const item = /^[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]+(?:\[[ xX]\][ \t]+)?(?=\S)/;

/** The items under an issue's heading "Test scenarios", up to the next heading; the same text counts once. */
export function parseChecklist(body: string): readonly string[] {
  const items = new Set<string>();
  let inside = false;
  for (const text of visibleLines(body)) {
    if (text === null) continue;
    if (heading.test(text)) inside = title.test(text);
    const mark = inside ? item.exec(text) : null;
    if (mark !== null) items.add(text.slice(mark[0].length).trim());
  }
  return [...items];
}
