/** A name of the code as words: `ChangeSeen`, `change_seen` and `changeSeen` are "change seen". */
export function toWords(name: string): string {
  return name
    .replaceAll('_', ' ')
    .replace(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
}
