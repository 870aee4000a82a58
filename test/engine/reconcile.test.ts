import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { openConfigs } from '#engine/configs.js';
import type { Engine } from '#engine/engine.js';
import { openGiveWay } from '#engine/give-way.js';
import { type Reconciled, reconcileRepository } from '#engine/reconcile/reconcile-repository.js';
import { openGitHub } from '#github/open-github.js';
import type { Store } from '#ports/store.js';
import type { RepositoryRef } from '#process/task.js';
import type { GitHub } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aChange, aRecord, aTask } from '../support/a-task.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const tasks = 1_000;
/** Names and lists; sixty tasks looked at alone, and what a hundred wait for. */
const most = 30 + 60 * 5 + 100 * 2;
const begun = Math.floor(Date.now() / 1_000) * 1_000;

let directory: string;
let github: GitHub;
let store: Store;
let repository: RepositoryRef;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'greenlight-reconcile-'));
  const permissions = {
    issues: 'write',
    pull_requests: 'write',
    checks: 'write',
    contents: 'write',
    statuses: 'read',
  } as const;
  github = await startGitHub({
    app: { id: 1, slug: 'greenlight', publicKey, webhookSecret: 'x', permissions, events: [] },
    directory: join(directory, 'github'),
  });
  store = await openSqliteStore({ directory: join(directory, 'store') });
  for (const login of ['maria', 'dan']) github.addUser(login);
  const collaborators = { dan: 'write' } as const;
  const shop = await github.createRepository({
    owner: 'maria',
    name: 'shop',
    files: { 'a.txt': 'a' },
    collaborators,
  });
  const { id: installation } = await github.install({ account: 'maria', repositories: [shop.fullName] });
  repository = { id: shop.id, owner: 'maria', name: 'shop', installation };
  for (let number = 1; number <= tasks; number += 1)
    await github
      .as('maria')
      .openIssue(shop.fullName, { title: `Idea ${number}`, labels: ['stage: development'] });
  const { sha } = await github
    .as('dan')
    .push(shop.fullName, { branch: 'idea', message: 'b', files: { 'a.txt': 'b' } });
  const { number } = await github
    .as('dan')
    .openPullRequest(shop.fullName, { head: 'idea', title: 'An idea' });
  await github.ci(shop.fullName).check(sha, { name: 'test', conclusion: 'success' });
  await seed({ number, head: sha });
}, 120_000);
afterAll(async () => {
  await github.close();
  await store.close();
  await rm(directory, { recursive: true });
});

/** Every task has the one pull request: GitHub is asked as much as if each had its own. One in ten waits for its checks. */
async function seed({ number, head }: { number: number; head: string }): Promise<void> {
  const pending = { state: 'pending', open: ['test'] } as const;
  for (let index = 1; index <= tasks; index += 1) {
    const lane = `seed:${index}`;
    await store.enqueue([{ lane, kind: 'seed', payload: null, due: 0, dedupe: null }]);
    const claimed = await store.claimLane({
      owner: 'me',
      now: Date.now(),
      leaseMs: 60_000,
      prefixes: [lane],
    });
    const job = claimed && (await store.nextJob(claimed, Date.now()));
    if (claimed === null || job === null) throw new Error('nothing to seed with');
    const change = {
      ...aChange(number, head),
      branch: 'idea',
      author: 'dan',
      ...(index % 10 === 0 && { checks: pending }),
    };
    const task = aTask(index, { repository, title: `Idea ${index}`, stage: 'development', change });
    await store.finishJob(claimed, job, { now: Date.now(), record: aRecord(task) });
    await store.saveShown(task.key, {
      version: 1,
      node: null,
      card: null,
      label: 'stage: development',
      check: null,
      calls: [],
    });
    await store.releaseLane(claimed, Date.now());
  }
}

function engine(): Engine {
  const clock = { now: () => Date.now() };
  const client = openGitHub({
    appId: 1,
    privateKey,
    apiUrl: `${github.url}/api/v3`,
    webUrl: github.url,
    appSlug: 'greenlight',
    clock,
    limits: {
      requests: 40,
      points: 1e6,
      graphqlPoints: 1e6,
      contents: 1e6,
      contentsHour: 1e6,
      patienceMs: 30_000,
    },
  });
  const nobody = (): void => undefined;
  return {
    store,
    github: client,
    configs: openConfigs({ github: client, store, clock }),
    clock,
    giveWay: openGiveWay(),
    log: { info: nobody, warn: nobody, error: nobody },
    appSlug: 'greenlight',
  } as Partial<Engine> as Engine;
}

interface Measured extends Reconciled {
  readonly requests: number;
  readonly notChanged: number;
  readonly tookMs: number;
}

async function measure(turn: number): Promise<Measured> {
  const before = github.requests.length;
  const started = performance.now();
  const come = await reconcileRepository(engine(), repository, { turn, begun });
  const made = github.requests.slice(before).filter(({ route }) => !route.includes('access_tokens'));
  const notChanged = made.filter(({ status }) => status === 304).length;
  return { ...come, requests: made.length, notChanged, tookMs: performance.now() - started };
}

test('a thousand open tasks are compared in few requests; of those four in five, and more, are answered “not changed” when nothing did', async () => {
  const first = await measure(0);
  expect(first.requests).toBeLessThanOrEqual(most);
  // The same turn: whoever is looked at alone was looked at before, as after once round.
  const idle = await measure(0);
  expect(idle.requests).toBeLessThanOrEqual(most);
  expect(idle.notChanged / idle.requests).toBeGreaterThanOrEqual(0.8);
  expect(idle.repaired).toEqual([]);
  expect(Math.max(first.tookMs, idle.tookMs)).toBeLessThan(60_000);
}, 120_000);
