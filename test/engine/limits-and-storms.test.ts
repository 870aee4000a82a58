import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openConfigs } from '#engine/configs.js';
import type { Engine } from '#engine/engine.js';
import { openGiveWay } from '#engine/give-way.js';
import { receive } from '#engine/receive.js';
import { usualRhythm } from '#engine/rhythm.js';
import { startEngine } from '#engine/start-engine.js';
import { defaultLimits } from '#github/limits/limits.js';
import { type Limiter, openLimiter } from '#github/limits/open-limiter.js';
import { openPurposes } from '#github/purposes.js';
import type { GitHub, Snapshot } from '#ports/github.js';
import type { What } from '#ports/signal.js';
import type { Store } from '#ports/store.js';
import type { RepositoryRef } from '#process/task.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aRecord, aTask, repository } from '../support/a-task.js';
import { noMeters } from '../support/no-meters.js';

const other: RepositoryRef = { id: 8, owner: 'other', name: 'site', installation: 8 };
const head = 'a'.repeat(40);
const live = 'b'.repeat(40);
const change = 2_000;
const clock = { now: () => Date.now() };
const nobody = (): void => undefined;

let directory: string;
let store: Store;
let limiter: Limiter;
let asked: string[];
let stop: () => Promise<void>;

const snapshot: Snapshot = {
  seen: {
    issue: { title: 'Idea', body: '', open: true, labels: [], labeled: [], author: 'maria', url: '' },
    change: {
      number: change,
      branch: 'task/1',
      base: 'main',
      head,
      author: 'dan',
      draft: false,
      open: true,
      merged: false,
      fork: false,
      checks: { state: 'pending', open: ['test'] },
    },
    live,
  },
  issueNode: 'I_1',
  changeNode: 'PR_2',
  checks: [{ name: 'test', state: 'pending', required: true }],
  latestRelease: null,
  merged: null,
  mergeQueue: false,
  liveTree: live,
  defaultBranch: 'main',
  config: { blob: null, text: null, commit: live },
};

/** GitHub behind the real limiter: each request takes 5 ms. */
function openGitHubOf(all: Limiter): GitHub {
  const purposes = openPurposes();
  const ask = async <Answer>({ installation }: RepositoryRef, what: string, answer: Answer) => {
    const { priority, patience } = purposes.current();
    const read = { method: 'GET', url: '/' };
    const admitted = await all.admit(installation, read, { priority, ...patience });
    asked.push(`${installation} ${what}`);
    await sleep(5);
    admitted.end();
    return answer;
  };
  return {
    withCause: (cause, work, priority) => purposes.within({ cause, ...(priority && { priority }) }, work),
    withPatience: (patience, work) => purposes.within({ patience }, work),
    loadDefaults: () => Promise.resolve(null),
    loadSnapshot: (at) => ask(at, 'look', snapshot),
    loadConfig: () => Promise.resolve(snapshot.config),
    moveIssue: (at) => ask(at, 'issue', undefined),
    putCheck: (at) => ask(at, 'check', { id: 1 }),
    createComment: (at) => ask(at, 'comment', { id: 1, node: 'IC_1', url: '' }),
  } as Partial<GitHub> as GitHub;
}

async function begin(repo: RepositoryRef, numbers: readonly number[]): Promise<void> {
  for (const number of numbers) {
    const prefix = `begin:${repo.id}#${number}`;
    await store.enqueue([{ lane: prefix, kind: 'event', payload: null, due: 0, dedupe: null }]);
    const lane = await store.claimLane({ owner: 'me', now: Date.now(), leaseMs: 10_000, prefixes: [prefix] });
    const job = lane && (await store.nextJob(lane, Date.now()));
    if (lane === null || job === null) throw new Error('nothing is due');
    const task = aTask(number, { repository: repo, stage: 'development' });
    await store.finishJob(lane, job, { now: Date.now(), record: aRecord(task) });
    await store.releaseLane(lane, Date.now());
  }
}

let delivery = 0;
const tell = (engine: Engine, repo: RepositoryRef, what: What): Promise<number> =>
  receive(engine, `guid-${(delivery += 1)}`, {
    repository: repo,
    sender: { login: 'dan', bot: false },
    what,
  });

async function until(is: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await is())) await sleep(2);
}

/** Everything that was told is decided, and shown. */
async function isShown(key: string): Promise<boolean> {
  const task = await store.loadTask(key);
  const shown = await store.loadShown(key);
  return task?.change?.pushes?.at(-1)?.head === head && shown.version === task.version;
}

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'greenlight-storm-'));
  store = await openSqliteStore({ directory });
  asked = [];
});
afterEach(async () => {
  await stop();
  await store.close();
  await rm(directory, { recursive: true });
});

async function start(limits = defaultLimits): Promise<Engine> {
  const elapsed = (): number => performance.now();
  limiter = openLimiter(limits, { notes: store, now: clock.now, elapsed });
  const github = openGitHubOf(limiter);
  const engine = {
    store,
    github,
    hooks: { places: [], plan: () => [] },
    meters: noMeters,
    giveWay: openGiveWay(),
    rhythm: usualRhythm,
    configs: openConfigs({ github, store, clock }),
    clock,
    log: { info: nobody, warn: nobody, error: nobody },
    running: new Map(),
    random: () => 0,
    appSlug: 'greenlight',
    webUrl: 'https://github.com',
  } as unknown as Engine;
  ({ stop } = await startEngine(engine, 'me'));
  return engine;
}

test('a thousand pushes, checks, edits and labels on one task are three projections at most, and few looks', async () => {
  await begin(repository, [1]);
  const engine = await start();
  const pushes: What[] = Array.from({ length: 250 }, (_, index) => ({
    kind: 'change',
    number: change,
    text: 'Closes #1',
    branch: 'task/1',
    head: index === 249 ? head : index.toString(16).padStart(40, '0'),
    pushed: true,
  }));
  const storm = pushes.flatMap((push): readonly What[] => [
    push,
    { kind: 'checks', head },
    { kind: 'issue', number: 1, action: 'edited', at: Date.now() },
    { kind: 'label', number: 1, label: 'wontfix', action: 'added', at: Date.now() },
  ]);
  await tell(engine, repository, {
    kind: 'change',
    number: change,
    text: 'Closes #1',
    branch: 'task/1',
    head,
  });
  await Promise.all(storm.map((what) => tell(engine, repository, what)));
  await until(() => isShown(`${repository.id}#1`));
  const count = (what: string): number => asked.filter((one) => one === `7 ${what}`).length;
  const figures = { looks: count('look'), checks: count('check'), issue: count('issue') + count('comment') };
  if (process.env['FIGURES'] !== undefined) process.stderr.write(`${JSON.stringify({ figures })}\n`);
  expect(figures.looks).toBeGreaterThan(0);
  expect(figures.looks).toBeLessThanOrEqual(10);
  expect(figures.checks).toBeLessThanOrEqual(3);
  expect(figures.issue).toBeLessThanOrEqual(3);
  // Nothing of it is forgotten: who pushed last is known.
  expect((await store.loadTask(`${repository.id}#1`))?.change?.pushes?.at(-1)).toEqual({ head, by: 'dan' });
}, 60_000);

/** How long the other installation's news take until GitHub was asked, in milliseconds, the longest last. */
async function latencies(engine: Engine, rounds: number): Promise<readonly number[]> {
  const took: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = asked.filter((one) => one === '8 look').length;
    const from = performance.now();
    await tell(engine, other, { kind: 'issue', number: 1, action: 'edited', at: Date.now() });
    await until(() => asked.filter((one) => one === '8 look').length > before);
    took.push(performance.now() - from);
    await until(async () => (await store.nextDue([`task:${other.id}#`])) === null);
  }
  return took.sort((a, b) => a - b);
}

test('an installation that waits for room or rests holds up no other, however many of its tasks have news', async () => {
  const numbers = Array.from({ length: 40 }, (_, index) => index + 1);
  await begin(repository, numbers);
  await begin(other, [1]);
  const engine = await start({ ...defaultLimits, points: 60, patienceMs: 70_000 });
  const alone = await latencies(engine, 10);
  const news = (): Promise<unknown> =>
    Promise.all(
      numbers.map((number) =>
        tell(engine, repository, { kind: 'issue', number, action: 'edited', at: Date.now() }),
      ),
    );
  // Its minute is used up: its lanes wait for the next, and would hold the workers of all.
  for (let spent = 0; spent < 60; spent += 1)
    (await limiter.admit(7, { method: 'GET', url: '/' }, { priority: 'gate' })).end();
  await news();
  await until(() => (limiter.budgets().find(({ installation }) => installation === 7)?.waiting ?? 0) >= 4);
  const saturated = await latencies(engine, 15);
  await limiter.rest(7, 600_000);
  await news();
  const resting = await latencies(engine, 15);
  const figures = [alone, saturated, resting].map((took) => Math.round(took.at(-1) ?? 0));
  if (process.env['FIGURES'] !== undefined) process.stderr.write(`${JSON.stringify({ figures })}\n`);
  expect(asked.filter((one) => one === '7 look')).toHaveLength(0);
  for (const slowest of figures) expect(slowest).toBeLessThan(2_000);
  // What rests is not given up: nothing is dead.
  expect(await store.deadJobs(9)).toEqual([]);
}, 60_000);
