import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { openGiveWay } from '#engine/give-way.js';
import { openConfigs } from '#engine/configs.js';
import type { Engine } from '#engine/engine.js';
import { handleEvent } from '#engine/handle-event.js';
import { laneKinds } from '#engine/lanes.js';
import { receive } from '#engine/receive.js';
import type { GitHub, Snapshot } from '#ports/github.js';
import type { What } from '#ports/signal.js';
import type { Store } from '#ports/store.js';
import type { Checks } from '#process/task.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aRecord, aTask, repository } from '../support/a-task.js';
import { noMeters } from '../support/no-meters.js';

const head = 'a'.repeat(40);
const live = 'b'.repeat(40);
const number = 1;
const change = 2;

let directory: string;
let store: Store;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'greenlight-race-'));
  store = await openSqliteStore({ directory });
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const clock = { now: () => Date.now() };
const nobody = (): void => undefined;

function snapshot(checks: Checks): Snapshot {
  const pull = { number: change, branch: 'task/1', base: 'main', head, author: 'dan', draft: false };
  return {
    seen: {
      issue: { title: 'Idea', body: '', open: true, labels: [], labeled: [], author: 'maria', url: '' },
      change: { ...pull, open: true, merged: false, fork: false, checks },
      live,
    },
    issueNode: 'I_1',
    changeNode: 'PR_2',
    checks: [{ name: 'test', state: checks.state, required: true }],
    latestRelease: null,
    merged: null,
    mergeQueue: false,
    liveTree: live,
    defaultBranch: 'main',
    config: { blob: null, text: null, commit: live },
  };
}

/** The engine, with a GitHub of which only the snapshot is asked. */
function engineWith(loadSnapshot: () => Promise<Snapshot>): Engine {
  const loadDefaults = (): Promise<null> => Promise.resolve(null);
  const github = { loadSnapshot, loadDefaults, withCause: (_, work) => work() } as Partial<GitHub> as GitHub;
  return {
    store,
    github,
    configs: openConfigs({ github, store, clock }),
    clock,
    log: { info: nobody, warn: nobody, error: nobody },
    giveWay: openGiveWay(),
    meters: noMeters,
    running: new Map(),
    random: () => 0,
    appSlug: 'greenlight',
    webUrl: 'https://github.com',
  } as Partial<Engine> as Engine;
}

const tell = (engine: Engine, what: What): Promise<number> =>
  receive(engine, `${what.kind}-${Math.random()}`, {
    repository,
    sender: { login: 'dan', bot: false },
    what,
  });

/** Does every job of the deciding lane that is due. */
async function decideAll(engine: Engine): Promise<void> {
  const lane = await store.claimLane({
    owner: 'me',
    now: Date.now(),
    leaseMs: 10_000,
    prefixes: [laneKinds.decide],
  });
  if (lane === null) return;
  for (
    let job = await store.nextJob(lane, Date.now());
    job !== null;
    job = await store.nextJob(lane, Date.now())
  )
    await handleEvent(engine, lane, job);
  await store.releaseLane(lane, Date.now());
}

async function begin(): Promise<void> {
  await store.enqueue([{ lane: 'task:start', kind: 'event', payload: null, due: 0, dedupe: null }]);
  const lane = await store.claimLane({
    owner: 'me',
    now: Date.now(),
    leaseMs: 10_000,
    prefixes: ['task:start'],
  });
  const job = lane && (await store.nextJob(lane, Date.now()));
  if (lane === null || job === null) throw new Error('nothing is due');
  const task = aTask(number, {
    stage: 'development',
    sandbox: { name: 'sandbox-1', url: 'http://s', commit: live },
  });
  await store.finishJob(lane, job, { now: Date.now(), record: aRecord(task) });
  await store.releaseLane(lane, Date.now());
}

test('a check that turns green while its head is being taken is not missed, although no task was known to have it', async () => {
  await begin();
  let green = false;
  const engine = engineWith(async () => {
    const seen = snapshot(green ? { state: 'green', open: [] } : { state: 'pending', open: ['test'] });
    if (!green) {
      // Right after GitHub was read, and before the head is on record.
      green = true;
      await tell(engine, { kind: 'checks', head });
    }
    return seen;
  });
  await tell(engine, { kind: 'change', number: change, text: `Closes #${number}`, branch: 'x', head });
  await decideAll(engine);
  expect((await store.loadTask(`${repository.id}#${number}`))?.stage).toBe('testing');
});

test('a head whose checks are settled is read once', async () => {
  await begin();
  let reads = 0;
  const engine = engineWith(() => {
    reads += 1;
    return Promise.resolve(snapshot({ state: 'failing', open: ['test'] }));
  });
  await tell(engine, { kind: 'change', number: change, text: `Closes #${number}`, branch: 'x', head });
  await decideAll(engine);
  expect(reads).toBe(1);
});
