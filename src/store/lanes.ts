import { type Kysely, type RawBuilder, sql, type Transaction } from 'kysely';
import { LaneLost } from '#errors/lane-lost.js';
import type { Lane, Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Dialect } from './dialect.js';
import { headOf } from './head-of.js';
import type { Schema } from './schema.js';
import { startsWith } from './starts-with.js';

type Tx = Transaction<Schema>;

/** Claiming, prolonging and giving back lanes. */
export function openLanes({
  db,
  transact,
  change,
  skipLocked,
}: Dialect): Pick<Store, 'claimLane' | 'renewLane' | 'releaseLane' | 'nextDue'> {
  return {
    claimLane: async ({ owner, now, leaseMs, prefixes, except = [] }) => {
      const claimed = sql<{ key: string; fence: number }>`
        update lanes set lease_owner = ${owner}, lease_until = ${now + leaseMs}, fence = fence + 1
        where key = (
          select key from lanes
          where due <= ${now} and (lease_until is null or lease_until < ${now}) and ${startsWith('key', prefixes)}
            and ${isNone(except)}
          order by due limit 1 ${sql.raw(skipLocked)})
        returning key, fence`;
      const { rows } = await change((on) => claimed.execute(on));
      const [row] = rows;
      return row ? { key: row.key, owner, fence: row.fence } : null;
    },

    renewLane: async (lane, until) => {
      const renewed = await change((on) =>
        ofLane(on, lane).set({ lease_until: until }).returning('key').executeTakeFirst(),
      );
      return renewed !== undefined;
    },

    releaseLane: (lane, now) =>
      transact(async (tx) => {
        if (!(await holdsLane(tx, lane))) return;
        const next = await headOf(tx, lane, now);
        const due = next?.due ?? (await earliestDue(tx, lane));
        await ofLane(tx, lane).set({ due, lease_owner: null, lease_until: null }).execute();
      }),

    nextDue: async (prefixes, { except = [], before = Number.MAX_SAFE_INTEGER } = {}) => {
      const row = await db
        .selectFrom('lanes')
        .select('due')
        .where('due', '<', before)
        .where('lease_until', 'is', null)
        .where(startsWith('key', prefixes))
        .where(isNone(except))
        .orderBy('due')
        .limit(1)
        .executeTakeFirst();
      return row?.due ?? null;
    },
  };
}

/** Neither one of the names, nor one that goes on after it with `#` or `:`. */
function isNone(names: readonly string[]): RawBuilder<boolean> {
  if (names.length === 0) return sql<boolean>`1 = 1`;
  const tests = names.map(
    (name) => sql`substr(key || ':', 1, length(cast(${name} as text)) + 1) in (${`${name}#`}, ${`${name}:`})`,
  );
  return sql<boolean>`not (${sql.join(tests, sql` or `)})`;
}

const ofLane = (db: Kysely<Schema> | Tx, lane: Lane) =>
  db
    .updateTable('lanes')
    .where('key', '=', lane.key)
    .where('fence', '=', lane.fence)
    .where('lease_owner', '=', lane.owner);

async function holdsLane(tx: Tx, lane: Lane): Promise<boolean> {
  return (
    (await ofLane(tx, lane).set({ fence: lane.fence }).returning('key').executeTakeFirst()) !== undefined
  );
}

/** Locks the lane's row for the rest of the transaction. Throws `LaneLost` when another owner has it. */
export async function lockLane(tx: Tx, lane: Lane): Promise<void> {
  if (!(await holdsLane(tx, lane))) throw new LaneLost(lane.key);
}

async function earliestDue(tx: Tx, { key }: Lane): Promise<Instant | null> {
  const row = await tx
    .selectFrom('jobs')
    .select(({ fn }) => fn.min('due').as('due'))
    .where('lane', '=', key)
    .where('state', '=', 'ready')
    .executeTakeFirst();
  return row?.due ?? null;
}
