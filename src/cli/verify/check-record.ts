import type { RecordFile } from '#ports/record-file.js';
import { foldChanges } from '#process/fold-journal.js';
import { newTask } from '#process/new-task.js';
import { signOffOf } from '#process/sign-off-of.js';
import { canonical } from '#process/canonical.js';
import { findBreak } from '#store/chain.js';

/** What is wrong with a sign-off record, in words; empty: every claim of it that the file itself can prove holds. */
export function checkRecord(record: RecordFile, expected: string | null): readonly string[] {
  const { journal, task } = record;
  const { entries, fingerprint } = journal;
  const broken = findBreak(entries);
  if (entries.length === 0) return ['it holds no journal entries'];
  if (broken !== null)
    return [`the chain breaks at entry ${broken}: it was changed, moved, or one before it is missing`];
  const claims: readonly [boolean, string][] = [
    [fingerprint === entries.at(-1)?.hash, 'its fingerprint is not that of the last entry'],
    [
      expected === null || expected.toLowerCase() === fingerprint,
      `its fingerprint is ${fingerprint}, not ${expected ?? ''}`,
    ],
    [entries.every((entry) => entry.task === task.key), 'it holds entries of another task'],
    ...claimsOfJournal(record),
  ];
  return claims.filter(([holds]) => !holds).map(([, otherwise]) => otherwise);
}

/** What the entries say is told once more from them, and compared. */
function claimsOfJournal({ signOff, release, task, journal }: RecordFile): readonly [boolean, string][] {
  const start = { repository: task.repository, number: task.number, title: signOff.title };
  try {
    const told = signOffOf(start, journal.entries);
    const changes = journal.entries.map((entry) => entry.changes);
    const { stage, key } = foldChanges(newTask(start), changes);
    return [
      [key === task.key, 'it says another number or repository than its entries'],
      [canonical(told) === canonical(signOff), 'its sign-off is not what its entries say'],
      [stage === 'release', 'its entries do not lead to a release'],
      [told.product?.tree === release.tree, 'what was released is another tree than what was approved'],
    ];
  } catch {
    return [[false, 'its entries do not tell of a task']];
  }
}
