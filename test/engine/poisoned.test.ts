import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { Engine } from '#engine/engine.js';
import { openGiveWay } from '#engine/give-way.js';
import { type Line, work } from '#engine/worker.js';
import { GitHubFault } from '#errors/github-fault.js';
import type { Job, Lane, Store } from '#ports/store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aJob } from '../contract/store-place.js';
import { compileRooms } from '../support/compile-rooms.js';

// A server: works until nothing is left, with a clock that goes to whatever is due next. One job ends it before its time.
const server = `
import { openSqliteStore } from './store/sqlite/open-sqlite-store.js';
import { work } from './engine/worker.js';
let now = Number(process.argv[3]);
const opened = await openSqliteStore({ directory: process.argv[2], clock: () => now });
const nothingLeft = new AbortController();
let busy = 0;
async function nextDue(prefixes) {
  const due = await opened.nextDue(prefixes);
  if (busy > 0) return due;
  if (due === null) nothingLeft.abort();
  now = Math.max(now, due ?? 0);
  return due;
}
async function claimLane(asked) {
  const lane = await opened.claimLane(asked);
  if (lane !== null) busy += 1;
  return lane;
}
async function releaseLane(lane, at) {
  await opened.releaseLane(lane, at);
  busy -= 1;
}
const store = { ...opened, nextDue, claimLane, releaseLane };
async function handle(_, lane, job) {
  if (job.payload === 'poison') process.kill(process.pid, 'SIGKILL');
  // Longer than the poison takes.
  if (job.payload === 'slow') await new Promise((resolve) => setTimeout(resolve, 50));
  await store.finishJob(lane, job, { now });
}
const quiet = () => undefined;
const log = { info: quiet, warn: quiet, error: quiet };
const giveWay = { calm: () => Promise.resolve() };
const github = { withPatience: (_patience, act) => act() };
const meters = { attempted: quiet };
const engine = { store, clock: { now: () => now }, random: () => 0.5, log, giveWay, github, meters };
const line = { prefix: 'task:', width: 8, attempts: 12, handle };
await work(engine, line, { owner: 'me', signal: nothingLeft.signal });
await opened.close();
`;

let rooms: string;
let directory: string;

beforeAll(() => {
  rooms = compileRooms('store', 'errors', 'process', 'engine');
  writeFileSync(join(rooms, 'server.js'), server);
});
afterAll(() => rmSync(rooms, { recursive: true }));
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'greenlight-poison-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

/** Runs the server once. Resolves to whether it was killed. */
function runServer(now: number): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const child = spawn('node', [join(rooms, 'server.js'), directory, String(now)], { stdio: 'inherit' });
    child.once('exit', (code, signal) => {
      if (code === 0 || signal === 'SIGKILL') resolve(signal === 'SIGKILL');
      else reject(new Error(`the server ended with ${code}`));
    });
  });
}

test('a job that ends its process is given up after ten, and what was under way beside it gets done long before', async () => {
  const before = await openSqliteStore({ directory, clock: () => 0 });
  await before.enqueue([
    aJob('task:1', { payload: 'poison', due: 0 }),
    aJob('task:1', { payload: 'after it', due: 0 }),
    aJob('task:2', { payload: 'slow', due: 0 }),
  ]);
  await before.close();
  const hour = 3_600_000;
  let killed = 0;
  let slowDoneIn = 0;
  while (await runServer((killed + 1) * hour)) {
    killed += 1;
    const store = await openSqliteStore({ directory });
    const slow = await store.claimLane({ owner: 'x', now: 99 * hour, leaseMs: 0, prefixes: ['task:2'] });
    if (slow === null && slowDoneIn === 0) slowDoneIn = killed;
    await store.close();
  }
  expect(killed).toBe(10);
  expect(slowDoneIn).toBe(3);
  const after = await openSqliteStore({ directory });
  expect(await after.deadJobs(9)).toMatchObject([
    {
      payload: 'poison',
      crashes: 10,
      error: 'the process ended while it worked on this (10 times in a row)',
    },
  ]);
  // Its lane went on, and the task says that it needs help.
  expect(await after.nextDue(['task:1'])).toBeNull();
  const talk = await after.claimLane({ owner: 'x', now: 99 * hour, leaseMs: 1, prefixes: ['talk:1'] });
  expect((await after.nextJob(talk as Lane, 99 * hour))?.payload).toMatchObject({ type: 'project' });
  await after.close();
}, 60_000);

const quiet = (): void => undefined;

/** Works until `isDone`, with a clock that stands still but for what the test does to it. */
async function runLine(
  store: Store,
  line: Pick<Line, 'handle'> & Partial<Line>,
  until: (signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const controller = new AbortController();
  const log = { info: quiet, warn: quiet, error: quiet };
  const github = { withPatience: <T>(_: unknown, act: () => Promise<T>) => act() } as Engine['github'];
  const meters = { attempted: quiet } as unknown as Engine['meters'];
  const parts = { store, log, github, meters, giveWay: openGiveWay() };
  const engine = { ...parts, clock: { now: () => 1_000 }, random: () => 0.5 } as Partial<Engine>;
  const whole: Line = { prefix: 'task:', width: 8, attempts: 12, ...line };
  const working = work(engine as Engine, whole, { owner: 'me', signal: controller.signal });
  await until(controller.signal);
  controller.abort();
  await working;
}

test('twenty tasks that fail again and again hold up nobody else', async () => {
  const store = await openSqliteStore({ directory, clock: () => 1_000 });
  await store.enqueue(Array.from({ length: 20 }, (_, n) => aJob(`task:${n}`, { payload: 'poison', due: 0 })));
  await store.enqueue([aJob('task:well', { payload: 'well', due: 900 })]);
  let failed = 0;
  let done: () => void;
  const well = new Promise<void>((resolve) => (done = resolve));
  const handle = async (_: Engine, lane: Lane, job: Job): Promise<void> => {
    if (job.payload === 'poison') {
      failed += 1;
      throw new Error('cannot be done');
    }
    await store.finishJob(lane, job, { now: 1_000 });
    done();
  };
  await runLine(store, { handle }, () => well);
  expect(failed).toBe(20);
  expect(await store.stuckJobs(99)).toHaveLength(20);
  await store.close();
});

test('while GitHub does not answer a job is kept for hours; what GitHub refuses is given up at once', async () => {
  const store = await openSqliteStore({ directory, clock: () => 1_000 });
  await store.enqueue([aJob('task:1', { payload: 'retry' }), aJob('task:2', { payload: 'refused' })]);
  // What an outage of half an hour leaves behind.
  for (let attempt = 1; attempt <= 15; attempt += 1) {
    const lane = (await store.claimLane({
      owner: 'x',
      now: 1_000,
      leaseMs: 0,
      prefixes: ['task:1'],
    })) as Lane;
    await store.retryJob(lane, (await store.nextJob(lane, 1_000)) as Job, { at: 1_000, error: 'no answer' });
    await store.releaseLane(lane, 1_000);
  }
  let tried = 0;
  let both: () => void;
  const triedBoth = new Promise<void>((resolve) => (both = resolve));
  const handle = (_: Engine, __: Lane, job: Job): Promise<void> => {
    if ((tried += 1) === 2) both();
    return Promise.reject(new GitHubFault('no', { kind: job.payload as 'retry' | 'refused' }));
  };
  await runLine(store, { handle }, () => triedBoth);
  expect((await store.deadJobs(9)).map(({ payload }) => payload)).toEqual(['refused']);
  expect(await store.stuckJobs(9)).toMatchObject([{ payload: 'retry', attempts: 16 }]);
  await store.close();
});
