import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import type { Engine } from '#engine/engine.js';
import { findOrphans } from '#engine/find-orphans.js';
import { noteOfTrial } from '#engine/note-of-trial.js';
import { UnderWay } from '#errors/under-way.js';
import type { Work } from '#ports/environments.js';
import type { Store } from '#ports/store.js';
import type { Receipt, Task } from '#process/task.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aRecord, aTask, repository } from '../support/a-task.js';

const hour = 3_600_000;
const sha = 'a'.repeat(40);
const gone: Receipt = {
  processes: 'gone',
  containers: 'none',
  data: 'gone',
  url: 'none',
  deployments: 'unseen',
  environment: 'unseen',
};

let now: number;
let directory: string;
let store: Store;
/** What stands on the executor's side, and on GitHub's. */
let here: string[];
let shown: string[];
let destroyed: Work[];
let answer: () => Promise<unknown>;
let warned: unknown[];
/** Happens while the configuration is read. */
let reading: () => Promise<void>;
let askedGitHub: number;

beforeEach(async () => {
  [now, here, shown, destroyed, warned] = [100 * hour, [], [], [], []];
  answer = () => Promise.resolve({ kind: 'done', log: null, url: null, receipt: gone });
  [reading, askedGitHub] = [() => Promise.resolve(), 0];
  directory = await mkdtemp(join(tmpdir(), 'greenlight-orphans-'));
  store = await openSqliteStore({ directory, clock: () => now });
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

const nameOf = (number: number): string => `sandbox-${repository.id}-${number}`;

function engine(): Engine {
  const config = { settings: defaultSettings, problem: null };
  return {
    store,
    clock: { now: () => now },
    log: { info: () => undefined, warn: (facts: unknown) => void warned.push(facts) },
    configs: { of: () => Promise.resolve(config), take: () => Promise.resolve(config) },
    github: {
      listEnvironments: () => {
        askedGitHub += 1;
        return Promise.resolve(shown);
      },
      loadConfig: async () => {
        await reading();
        return { blob: null, text: null, commit: sha };
      },
      gitSource: () => Promise.resolve({ url: 'https://github.test', token: '' }),
      removeEnvironment: (_repository: unknown, name: string) => {
        shown = shown.filter((one) => one !== name);
        return Promise.resolve('gone');
      },
    },
    environments: {
      standing: () => Promise.resolve(here),
      destroy: (work: Work) => {
        destroyed.push(work);
        here = here.filter((one) => one !== work.environment.name);
        return answer();
      },
    },
  } as unknown as Engine;
}

async function keep(number: number, over: Partial<Task>): Promise<void> {
  await store.enqueue([{ lane: 'x', kind: 'x', payload: null, due: 0, dedupe: null }]);
  const lane = await store.claimLane({ owner: 'me', now, leaseMs: 1_000, prefixes: ['x'] });
  const job = lane && (await store.nextJob(lane, now));
  if (lane === null || job === null) throw new Error('nothing is due');
  await store.finishJob(lane, job, { now, record: aRecord(aTask(number, over)) });
  await store.releaseLane(lane, now);
}

/** What is said on issues by one look. */
async function look(): Promise<readonly string[]> {
  const jobs = await findOrphans(engine(), repository);
  return jobs.map(({ payload }) => {
    const { on, body } = payload as { on: number; body: string };
    return `#${on}: ${body}`;
  });
}

test('what is left of a task that is over is told first, and removed an hour later', async () => {
  await keep(1, { stage: 'released' });
  here = [nameOf(1)];
  expect(await look()).toEqual([expect.stringMatching(/^#1: Something of the sandbox .* is still there/)]);
  now += hour / 2;
  expect(await look()).toEqual([]);
  expect(destroyed).toEqual([]);
  now += hour / 2;
  expect(await look()).toEqual([expect.stringMatching(/^#1: What was left of the sandbox .* is gone now/)]);
  expect(destroyed.map(({ environment }) => environment)).toEqual([{ name: nameOf(1), kind: 'sandbox' }]);
  now += hour;
  expect(await look()).toEqual([]);
});

test('what GitHub still shows counts, too', async () => {
  await keep(1, { stage: 'cancelled' });
  shown = [nameOf(1), 'production', 'preview-1'];
  await look();
  expect(shown).toHaveLength(3);
  // The hour in which GitHub is asked.
  now = (96 + (repository.id % 24)) * hour;
  await look();
  now += hour;
  await look();
  expect(shown).toEqual(['production', 'preview-1']);
});

test('a sandbox whose task goes on is let alone, and so is that of an unknown task, which is logged', async () => {
  await keep(1, { stage: 'testing' });
  await keep(2, { stage: 'teardown' });
  here = [nameOf(1), nameOf(2), nameOf(3), `sandbox-1${repository.id}-1`];
  for (let looks = 0; looks < 3; looks += 1) {
    expect(await look()).toEqual([]);
    now += hour;
  }
  expect(destroyed).toEqual([]);
  expect(warned).toEqual(Array(3).fill(expect.objectContaining({ sandbox: nameOf(3) })));
});

test('a scratch sandbox is left over as soon as nobody is at work on the task', async () => {
  const awaiting = { id: 'x', kind: 'BackUpBoth', since: now } as const;
  await keep(1, { stage: 'backup', awaiting });
  here = [`${nameOf(1)}-trial`];
  expect(await look()).toEqual([]);
  await keep(1, { stage: 'demo', version: 2 });
  expect(await look()).toEqual([expect.stringMatching(/^#1: The sandbox .* in which a backup was tried/)]);
});

test('a scratch sandbox in which a backup is tried beside the stage is in use', async () => {
  await keep(1, { stage: 'demo' });
  const name = `${nameOf(1)}-trial`;
  here = [name];
  for (let looks = 0; looks < 4; looks += 1) {
    await store.saveNote(noteOfTrial(name), String(now));
    expect(await look()).toEqual([]);
    now += hour;
  }
  now += hour;
  expect(await look()).toHaveLength(1);
  await store.saveNote(noteOfTrial(name), String(now));
  now += hour;
  await look();
  expect(destroyed).toEqual([]);
});

test('a task that was opened again and is over once more has its leftovers told anew before they go', async () => {
  await keep(1, { stage: 'cancelled' });
  here = [nameOf(1)];
  expect(await look()).toHaveLength(1);
  now += hour / 2;
  await keep(1, { stage: 'cancelled', version: 2, since: now });
  now += hour / 2;
  expect(await look()).toEqual([expect.stringContaining('is still there')]);
  expect(destroyed).toEqual([]);
});

test('a task that is opened again at that very moment keeps its sandbox', async () => {
  await keep(1, { stage: 'cancelled' });
  here = [nameOf(1)];
  await look();
  now += hour;
  reading = () => keep(1, { stage: 'planning', version: 2 });
  expect(await look()).toEqual([]);
  expect(destroyed).toEqual([]);
});

test('GitHub is asked once a day', async () => {
  for (let looks = 0; looks < 48; looks += 1) {
    await look();
    now += hour;
  }
  expect(askedGitHub).toBe(2);
});

test('what is said of a removal is no Markdown of ours', async () => {
  await keep(1, { stage: 'released' });
  here = [nameOf(1)];
  await look();
  now += hour;
  answer = () => Promise.resolve({ kind: 'failed', why: '[click](https://evil.test) @maria', log: null });
  const [said = ''] = await look();
  expect(said).not.toContain('[click](');
  expect(said).not.toMatch(/(^|\s)@maria/);
});

test('what cannot be removed is said once, and tried again', async () => {
  await keep(1, { stage: 'released' });
  here = [nameOf(1)];
  await look();
  now += hour;
  answer = () => {
    here = [nameOf(1)];
    return Promise.resolve({ kind: 'failed', why: 'the disk is read-only', log: null, at: 'script' });
  };
  expect(await look()).toEqual([expect.stringContaining('the disk is read-only')]);
  now += hour;
  await look();
  expect(destroyed).toHaveLength(1);
  now += 24 * hour;
  await look();
  // Other work: a pipeline that failed is asked once more.
  expect(new Set(destroyed.map(({ id }) => id)).size).toBe(2);
});

test('what somebody else removes is waited for', async () => {
  await keep(1, { stage: 'released' });
  here = [nameOf(1)];
  await look();
  now += hour;
  answer = () => {
    here = [nameOf(1)];
    return Promise.reject(new UnderWay(1_000));
  };
  expect(await look()).toEqual([]);
  now += hour;
  await look();
  expect(new Set(destroyed.map(({ id }) => id)).size).toBe(1);
});
