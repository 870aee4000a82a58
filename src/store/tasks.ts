import type { Kysely, SelectQueryBuilder } from 'kysely';
import type { Shown, Store } from '#ports/store.js';
import type { Instant, RepositoryRef } from '#process/task.js';
import type { Dialect } from './dialect.js';
import { listQueue } from './list-queue.js';
import { nothingShown } from './nothing-shown.js';
import type { Schema } from './schema.js';
import { readEntry, readShown, readTask } from './trust.js';

/** Tasks, by key and by what they are found with, and their journals. */
export function openTasks(
  db: Kysely<Schema>,
): Pick<
  Store,
  | 'loadTask'
  | 'taskOfChange'
  | 'tasksAtHead'
  | 'openTasks'
  | 'openRepositories'
  | 'repositories'
  | 'loadJournal'
  | 'productionQueue'
  | 'sandboxQueue'
> {
  const tasksOf = (repository: number) =>
    db.selectFrom('tasks').select('key').where('repository', '=', repository);
  const keys = (rows: readonly { key: string }[]): readonly string[] => rows.map(({ key }) => key);
  return {
    loadTask: async (key) => {
      const row = await db
        .selectFrom('tasks')
        .select(['key', 'snapshot'])
        .where('key', '=', key)
        .executeTakeFirst();
      return row ? readTask(row) : null;
    },
    taskOfChange: async (repository, change) => {
      const found = tasksOf(repository).where('change', '=', change).orderBy('open', 'desc').limit(1);
      return (await found.executeTakeFirst())?.key ?? null;
    },
    tasksAtHead: async (repository, head) =>
      keys(await tasksOf(repository).where('head', '=', head).orderBy('number').execute()),
    openTasks: async (repository) =>
      keys(await tasksOf(repository).where('open', '=', 1).orderBy('number').execute()),
    openRepositories: () => repositoriesOf(db, db.selectFrom('tasks').where('open', '=', 1)),
    repositories: () => repositoriesOf(db, db.selectFrom('tasks')),
    loadJournal: async (key, { after } = { after: 0 }) => {
      const rows = await db
        .selectFrom('journal')
        .selectAll()
        .where('task', '=', key)
        .where('number', '>', after)
        .orderBy('number')
        .execute();
      return rows.map(readEntry);
    },
    sandboxQueue: async (repository) => {
      const asked = db.selectFrom('sandboxes').selectAll().where('repository', '=', repository);
      const rows = await asked.orderBy('id').execute();
      return rows.map(({ task, since, granted }) => ({ task, since, granted: granted === 1 }));
    },
    productionQueue: async (repository) => {
      const rows = await listQueue(db, repository);
      return rows.map(({ task, since, granted }) => ({ task, since, granted: granted === 1 }));
    },
  };
}

/** As the newest of these tasks of each repository names it. */
async function repositoriesOf(
  db: Kysely<Schema>,
  tasks: SelectQueryBuilder<Schema, 'tasks', object>,
): Promise<readonly RepositoryRef[]> {
  const newest = tasks
    .select(['repository', ({ fn }) => fn.max('number').as('newest')])
    .groupBy('repository')
    .as('newest');
  const rows = await db
    .selectFrom('tasks')
    .innerJoin(newest, (join) =>
      join.onRef('newest.repository', '=', 'tasks.repository').onRef('newest.newest', '=', 'tasks.number'),
    )
    .select(['tasks.key', 'tasks.snapshot'])
    .orderBy('tasks.repository')
    .execute();
  return rows.map((row) => readTask(row).repository);
}

/** What was shown on GitHub, and small facts that belong to no task. */
export function openNotes(db: Kysely<Schema>): Pick<Store, 'loadShown' | 'loadNote'> {
  return {
    loadShown: async (key) => {
      const row = await db.selectFrom('shown').selectAll().where('task', '=', key).executeTakeFirst();
      return row ? readShown(row) : nothingShown;
    },
    loadNote: async (name) => {
      const row = await db.selectFrom('notes').select('value').where('name', '=', name).executeTakeFirst();
      return row?.value ?? null;
    },
  };
}

/** What {@link openNotes} reads. */
export function openNoting(
  { change, transact }: Pick<Dialect, 'change' | 'transact'>,
  clock: () => Instant,
): Pick<Store, 'saveShown' | 'saveNote'> {
  return {
    saveShown: (key, part) =>
      transact(async (tx) => {
        const first = JSON.stringify({ ...nothingShown, ...part });
        // Read by what locks the row: whoever keeps another part at this moment waits.
        const { shown } = await tx
          .insertInto('shown')
          .values({ task: key, shown: first })
          .onConflict((conflict) => conflict.column('task').doUpdateSet({ task: key }))
          .returning('shown')
          .executeTakeFirstOrThrow();
        if (shown === first) return;
        const merged: Shown = { ...readShown({ task: key, shown }), ...part };
        await tx
          .updateTable('shown')
          .set({ shown: JSON.stringify(merged) })
          .where('task', '=', key)
          .execute();
      }),
    saveNote: async (name, value) => {
      await change((db) =>
        db
          .insertInto('notes')
          .values({ name, value, at: clock() })
          .onConflict((conflict) => conflict.column('name').doUpdateSet({ value, at: clock() }))
          .execute(),
      );
    },
  };
}
