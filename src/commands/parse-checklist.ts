import { visibleLines } from './visible-lines.js';

const heading = /^ {0,3}#{1,6}\s+(.+?)\s*#*$/;
const title = /test scenarios|тестовые сценарии/i;
const item = /^\s*[-*+] (?:\[[ xX]\] )?(\S.*)$/;

/** The items under an issue's heading "Test scenarios", up to the next heading. */
export function parseChecklist(body: string): readonly string[] {
  const items: string[] = [];
  let inside = false;
  for (const { text } of visibleLines(body)) {
    const head = heading.exec(text)?.[1];
    if (head !== undefined) inside = title.test(head);
    const entry = inside ? item.exec(text)?.[1]?.trim() : undefined;
    if (entry !== undefined && !items.includes(entry)) items.push(entry);
  }
  return items;
}
