import { setTimeout as delay } from 'node:timers/promises';
import { boundaries, type Boundary } from './boundaries.js';
import type { Chance } from './seeded.js';
import type { Servers } from './servers.js';
import type { Wire } from './wire.js';

export interface TroubleOptions {
  readonly servers: Servers;
  readonly replicas: number;
  /** In front of the database; `null`: it is embedded. */
  readonly database: Wire | null;
  readonly chance: Chance;
  readonly untilMs: number;
  readonly killsPerMinute: number;
}

/** What was done besides killing. */
export interface Troubled {
  readonly drops: number[];
  readonly jumps: number[];
}

/** Makes trouble until the time is over: kills, drops of the database, jumps of the clock, side by side. */
export async function makeTrouble(options: TroubleOptions): Promise<Troubled> {
  const troubled: Troubled = { drops: [], jumps: [] };
  const state = { databaseIsGone: false };
  await Promise.all([killOn(options, state), dropOn(options, troubled, state), jumpOn(options, troubled)]);
  return troubled;
}

const isOver = ({ untilMs }: TroubleOptions): boolean => Date.now() >= untilMs;

/** Besides one at each boundary, so many come at any moment. */
const randomKills = 12;
/** How long a boundary may take to come. */
const boundaryMs = 4_000;

async function killOn(options: TroubleOptions, state: { databaseIsGone: boolean }): Promise<void> {
  const { servers, replicas, killsPerMinute } = options;
  const chance = options.chance.fork('kills');
  const meanMs = 60_000 / killsPerMinute;
  const waiting: (Boundary | null)[] = [];
  while (!isOver(options)) {
    await delay(
      Math.min(chance.between(meanMs * 0.3, meanMs * 1.3), Math.max(1, options.untilMs - Date.now())),
    );
    const replica = chance.between(0, replicas - 1);
    if (isOver(options) || state.databaseIsGone || !servers.canKill(replica)) continue;
    if (waiting.length === 0)
      waiting.push(...chance.shuffled([...boundaries, ...boundaries.map(() => null).slice(0, randomKills)]));
    const boundary = waiting.shift() ?? null;
    if (boundary === null) servers.kill(replica);
    else if (!(await killAt(servers, replica, boundary))) waiting.push(boundary);
  }
}

/** `false`: it did not come there in time, and was killed where it was. */
async function killAt(servers: Servers, replica: number, boundary: Boundary): Promise<boolean> {
  const before = servers.kills.length;
  servers.arm(replica, boundary);
  const until = Date.now() + boundaryMs;
  while (servers.isUp(replica) && Date.now() < until) await delay(20);
  const isHit = servers.kills.slice(before).some((kill) => kill.boundary === boundary);
  if (!isHit) {
    servers.arm(replica, null);
    servers.kill(replica);
  }
  return isHit;
}

const dropShares = [0.15, 0.45, 0.75];

async function dropOn(
  options: TroubleOptions,
  { drops }: Troubled,
  state: { databaseIsGone: boolean },
): Promise<void> {
  const { servers, database, untilMs } = options;
  const chance = options.chance.fork('drops');
  const began = Date.now();
  const total = untilMs - began;
  const longest = Math.min(60_000, total / 10);
  for (const [index, share] of dropShares.entries()) {
    await delay(Math.max(1, began + total * share - Date.now()));
    const forMs = index === 1 ? longest : chance.between(longest * 0.1, longest * 0.5);
    state.databaseIsGone = true;
    if (database === null) servers.tell({ databaseIsGone: true });
    else database.cut();
    await delay(forMs);
    if (database === null) servers.tell({ databaseIsGone: false });
    else database.mend();
    state.databaseIsGone = false;
    drops.push(forMs);
  }
}

const minute = 60_000;
/** Forwards and backwards, from what a time server corrects to what a wrong time zone does. */
const steps = [
  -180 * minute,
  -60 * minute,
  -10 * minute,
  -90_000,
  90_000,
  10 * minute,
  60 * minute,
  180 * minute,
];

async function jumpOn(options: TroubleOptions, { jumps }: Troubled): Promise<void> {
  const { servers, untilMs } = options;
  const chance = options.chance.fork('jumps');
  const everyMs = Math.max(4_000, (untilMs - Date.now()) / 16);
  let offsetMs = 0;
  for (;;) {
    await delay(Math.min(chance.between(everyMs * 0.5, everyMs * 1.5), Math.max(1, untilMs - Date.now())));
    if (isOver(options)) return;
    const step = chance.pick(steps);
    offsetMs += step;
    servers.tell({ offsetMs });
    jumps.push(step);
  }
}
