import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import type { Engine } from '#engine/engine.js';
import { deployProduction } from '#engine/perform/deploy-production.js';
import type { Performed } from '#engine/perform/outcome.js';
import { UnderWay } from '#errors/under-way.js';
import type { ProductionHold } from '#process/task.js';
import type { Store } from '#ports/store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aTask } from '../support/a-task.js';

const [live, merge] = ['a'.repeat(40), 'b'.repeat(40)];
const product = { head: 'c'.repeat(40), live, merge, tree: 'd'.repeat(40) };
const hour = 3_600_000;

let directory: string;
let store: Store;
let now: number;
/** Head of the default branch by now. */
let head: string;
let did: string[];
let deployment: () => unknown;
/** When the next backup says that it was made. */
let backupAt: () => number;

beforeEach(async () => {
  [now, head, did] = [1_000, live, []];
  backupAt = () => now;
  deployment = () => {
    throw new UnderWay(180_000);
  };
  directory = await mkdtemp(join(tmpdir(), 'greenlight-deploy-'));
  store = await openSqliteStore({ directory });
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

function engine(): Engine {
  const config = { settings: defaultSettings, problem: null };
  const settings = { executor: 'github-deployments' as const };
  config.settings = {
    ...defaultSettings,
    environments: { ...defaultSettings.environments, ...settings },
  };
  return {
    store,
    clock: { now: () => now },
    log: { info: () => undefined },
    configs: { of: () => Promise.resolve(config), take: () => Promise.resolve(config) },
    github: {
      gitSource: () => Promise.resolve({ url: 'https://github.test', token: '' }),
      loadSnapshot: () => Promise.resolve({ seen: { live: head }, config: {} }),
    },
    environments: {
      backup: () => {
        did.push('backup');
        const backup = {
          id: 'e',
          environment: 'production',
          commit: live,
          bytes: 1,
          sha256: 'f',
          at: backupAt(),
        };
        return Promise.resolve({ kind: 'done', log: null, backup });
      },
      verify: () => Promise.resolve({ kind: 'done', log: null }),
      prune: () => Promise.resolve([]),
      deploy: async () => {
        did.push('deploy');
        return deployment();
      },
    },
  } as unknown as Engine;
}

/** Performs the operation on the task as its deciding lane left it. */
function perform(production: Partial<ProductionHold> = {}): Promise<Performed> {
  const held = { since: 0, touched: false, product, url: null, backup: null, watch: null, ...production };
  return deployProduction({
    engine: engine(),
    task: aTask(1, { stage: 'deployment', production: held }),
    operation: { kind: 'DeployProduction', id: '1#1:9:DeployProduction', product, change: 2 } as const,
    attempt: 1,
    asked: 1_000,
    signal: new AbortController().signal,
  });
}

async function told(): Promise<readonly unknown[]> {
  const lane = await store.claimLane({ owner: 'me', now, leaseMs: 1_000, prefixes: ['task:'] });
  const events: unknown[] = [];
  while (lane !== null) {
    const job = await store.nextJob(lane, now);
    if (job === null) break;
    events.push((job.payload as { event: { type: string } }).event.type);
    await store.finishJob(lane, job, { now });
  }
  return events;
}

test('production is not touched before the task has the backup, however long its decisions take', async () => {
  for (let times = 0; times < 5; times += 1) {
    expect(await perform()).toMatchObject({ kind: 'snooze' });
    now += hour;
    // What moves now comes too late to matter.
    head = 'e'.repeat(40);
  }
  expect([did, await told()]).toEqual([['backup'], ['ProductionTouched']]);
  const touched = { touched: true, product };
  for (let times = 0; times < 5; times += 1) await expect(perform(touched)).rejects.toThrow(UnderWay);
  expect(new Set(did)).toEqual(new Set(['backup', 'deploy']));
  expect(did.filter((what) => what === 'backup')).toHaveLength(1);
  deployment = () => ({ kind: 'done', log: null, url: 'https://shop.example.com', commit: merge });
  expect(await perform(touched)).toMatchObject({ kind: 'done', event: { type: 'ProductionDeployed' } });
});

test('live that moved before anything began is told, and nothing is stored or deployed', async () => {
  head = 'e'.repeat(40);
  expect(await perform()).toMatchObject({ kind: 'done', event: { type: 'LiveMoved', live: head } });
  expect(did).toEqual([]);
});

test('a backup that is too old by now is made once more; when that is old as well, nothing is deployed', async () => {
  now = 10 * hour;
  const ages = [2 * hour, 0];
  backupAt = () => now - (ages.shift() ?? 0);
  expect(await perform()).toMatchObject({ kind: 'snooze' });
  expect(did).toEqual(['backup', 'backup']);
});

test('where every backup is too old, nothing is deployed, and it is said how old it is', async () => {
  now = 10 * hour;
  backupAt = () => now - 2 * hour;
  expect(await perform()).toMatchObject({ kind: 'failed', why: expect.stringContaining('120 minutes old') });
  expect(did).not.toContain('deploy');
});
