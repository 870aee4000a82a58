import { createHash } from 'node:crypto';
import type { JournalEntry } from '#ports/store.js';
import { canonical } from '#process/canonical.js';

/** What the first entry of a journal follows. */
export const beginning = '0'.repeat(64);

/** SHA-256 of the previous hash and the entry: changing any entry breaks every hash after it. */
export function chainHash(previous: string, entry: string): string {
  return createHash('sha256').update(`${previous}\n${entry}`).digest('hex');
}

/** The place of the first entry that is missing, moved or changed, from 1; `null` when the chain is whole. */
export function findBreak(journal: readonly JournalEntry[]): number | null {
  let previous = beginning;
  for (const [index, entry] of journal.entries()) {
    if (entry.number !== index + 1 || entry.previous !== previous) return index + 1;
    if (chainHash(previous, canonical(bare(entry))) !== entry.hash) return index + 1;
    previous = entry.hash;
  }
  return null;
}

/** The entry as it was given, without its place in the chain. */
function bare(entry: JournalEntry): object {
  const place = ['task', 'number', 'previous', 'hash'];
  return Object.fromEntries(Object.entries(entry).filter(([key]) => !place.includes(key)));
}
