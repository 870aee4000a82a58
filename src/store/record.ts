import type { Transaction } from 'kysely';
import type { NewJob, TaskRecord } from '#ports/store.js';
import type { Instant, Task } from '#process/task.js';
import { changeProduction } from './change-production.js';
import { canonical } from '#process/canonical.js';
import { beginning, chainHash } from './chain.js';
import type { Schema } from './schema.js';

type Tx = Transaction<Schema>;

/** Stores one decision: task, journal entry, place in the production queue. Returns the jobs of those who were granted production. */
export async function insertRecord(tx: Tx, record: TaskRecord, now: Instant): Promise<readonly NewJob[]> {
  await saveTask(tx, record.task);
  await appendEntry(tx, record);
  if (record.production === undefined) return [];
  return changeProduction(tx, record, now);
}

async function saveTask(tx: Tx, task: Task): Promise<void> {
  const row = {
    key: task.key,
    repository: task.repository.id,
    number: task.number,
    version: task.version,
    stage: task.stage,
    open: task.stage === 'released' || task.stage === 'cancelled' ? 0 : 1,
    change: task.change?.number ?? null,
    head: task.change?.head ?? null,
    snapshot: JSON.stringify(task),
  };
  const saved = await tx
    .insertInto('tasks')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('key')
        .doUpdateSet(row)
        .where('tasks.version', '=', task.version - 1),
    )
    .returning('version')
    .executeTakeFirst();
  if (saved === undefined)
    throw new Error(`version ${task.version} of task ${task.key} does not follow the stored one`);
}

async function appendEntry(tx: Tx, { task, entry }: TaskRecord): Promise<void> {
  const last = await tx
    .selectFrom('journal')
    .select(['number', 'hash'])
    .where('task', '=', task.key)
    .orderBy('number', 'desc')
    .limit(1)
    .executeTakeFirst();
  if ((last?.number ?? 0) !== task.version - 1)
    throw new Error(`entry ${task.version} of task ${task.key} does not follow the journal`);
  const previous = last?.hash ?? beginning;
  const text = canonical(entry);
  await tx
    .insertInto('journal')
    .values({
      task: task.key,
      number: task.version,
      at: entry.at,
      entry: text,
      previous,
      hash: chainHash(previous, text),
    })
    .execute();
}
