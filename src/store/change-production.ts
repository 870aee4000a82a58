import type { Transaction } from 'kysely';
import type { NewJob, TaskRecord } from '#ports/store.js';
import type { Instant, TaskKey } from '#process/task.js';
import { listQueue } from './list-queue.js';
import { lockRepository } from './lock-repository.js';
import type { Schema } from './schema.js';

type Tx = Transaction<Schema>;

/** Does what a decision says of production, and grants it to the next in line. Returns the jobs of whoever has to know. */
export async function changeProduction(tx: Tx, record: TaskRecord, now: Instant): Promise<readonly NewJob[]> {
  const { task, production, granted, moved } = record;
  const repository = task.repository.id;
  await lockRepository(tx, repository);
  const before = await lookAt(tx, repository);
  await change(tx, record, now);
  const holder = await grantNext(tx, repository, now);
  const after = await lookAt(tx, repository);
  const tell = production === 'request' ? holder.task === task.key : holder.fresh;
  const told = tell && holder.task !== null && granted ? [granted(holder.task)] : [];
  return moved && before.text !== after.text
    ? [...told, ...[...othersThan(task.key, before, after)].map(moved)]
    : told;
}

async function change(tx: Tx, record: TaskRecord, now: Instant): Promise<void> {
  const { task, production, held } = record;
  const own = tx.updateTable('production').where('task', '=', task.key);
  switch (production) {
    case 'request':
      return enqueue(tx, record, now);
    case 'requeue':
      await own.set({ granted: 0, not_before: record.notBefore ?? null }).execute();
      return;
    case 'front': {
      const { least } = await tx
        .selectFrom('production')
        .select(({ fn }) => fn.min('place').as('least'))
        .where('repository', '=', task.repository.id)
        .executeTakeFirstOrThrow();
      await own.set({ place: least - 1 }).execute();
      return;
    }
    case 'release':
      await tx.deleteFrom('production').where('task', '=', task.key).execute();
      if (held) await hold(tx, record, held);
      return;
    case 'unhold':
      await tx.deleteFrom('production_holds').where('repository', '=', task.repository.id).execute();
      return;
    case undefined:
  }
}

async function enqueue(
  tx: Tx,
  { task, urgent = false, notBefore = null }: TaskRecord,
  now: Instant,
): Promise<void> {
  const row = {
    task: task.key,
    repository: task.repository.id,
    since: now,
    granted: 0,
    urgent: urgent ? 1 : 0,
    place: 0,
    not_before: notBefore,
  };
  await tx
    .insertInto('production')
    .values(row)
    .onConflict((conflict) => conflict.column('task').doNothing())
    .execute();
}

async function hold(tx: Tx, { task }: TaskRecord, held: NonNullable<TaskRecord['held']>): Promise<void> {
  const repository = task.repository.id;
  const row = { repository, held: JSON.stringify(held) };
  await tx
    .insertInto('production_holds')
    .values(row)
    .onConflict((conflict) => conflict.column('repository').doUpdateSet(row))
    .execute();
  if (held.head === null) return;
  await tx
    .insertInto('banned')
    .values({ repository, head: held.head, task: task.key, at: held.at })
    .onConflict((conflict) => conflict.columns(['repository', 'head']).doNothing())
    .execute();
}

interface Look {
  readonly queue: readonly TaskKey[];
  readonly heldFor: TaskKey | null;
  readonly text: string;
}

/** What cards show of the queue. */
async function lookAt(tx: Tx, repository: number): Promise<Look> {
  const rows = await listQueue(tx, repository);
  const hold = await tx
    .selectFrom('production_holds')
    .select('held')
    .where('repository', '=', repository)
    .executeTakeFirst();
  const heldFor = hold === undefined ? null : (JSON.parse(hold.held) as { task: TaskKey }).task;
  return {
    queue: rows.filter(({ granted }) => granted === 0).map(({ task }) => task),
    heldFor,
    text: JSON.stringify([rows.map(({ task, granted }) => [task, granted]), hold?.held ?? null]),
  };
}

function othersThan(task: TaskKey, before: Look, after: Look): ReadonlySet<TaskKey> {
  const holders = before.heldFor === after.heldFor ? [] : [before.heldFor, after.heldFor];
  const keys = new Set([...after.queue, ...holders].filter((key) => key !== null));
  keys.delete(task);
  return keys;
}

/** Nobody is granted what is held, or what is frozen for them; a rollback is granted all the same. */
async function grantNext(
  tx: Tx,
  repository: number,
  now: Instant,
): Promise<{ task: TaskKey | null; fresh: boolean }> {
  const queue = await listQueue(tx, repository);
  const [first] = queue;
  if (first?.granted === 1) return { task: first.task, fresh: false };
  const { heldFor } = await lookAt(tx, repository);
  const next = queue.find(
    ({ urgent, not_before: notBefore }) =>
      urgent === 1 || (heldFor === null && (notBefore === null || notBefore <= now)),
  );
  if (next === undefined) return { task: null, fresh: false };
  await tx.updateTable('production').set({ granted: 1 }).where('task', '=', next.task).execute();
  return { task: next.task, fresh: true };
}
