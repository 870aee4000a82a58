/** More numbers than this at once are a slip. */
const most = 100;

const one = /^#?(\d{1,4})(?:-#?(\d{1,4}))?$/;

/** Numbers of scenarios as people list them: "1", "1,3", "1 3", "2-4", "all". `null` when it is something else. */
export function parseNumbers(words: string): readonly number[] | 'all' | null {
  if (words.toLowerCase() === 'all') return 'all';
  const parts = words.split(/[\s,]+/, most + 1).filter((part) => part !== '');
  const numbers = new Set<number>();
  for (const part of parts) {
    const [, first, last] = one.exec(part) ?? [];
    if (first === undefined) return null;
    const from = Number(first);
    const to = last === undefined ? from : Number(last);
    if (to < from || to - from >= most) return null;
    for (let number = from; number <= to; number += 1) numbers.add(number);
  }
  return numbers.size === 0 || numbers.size > most ? null : [...numbers];
}
