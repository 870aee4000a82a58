import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Engine } from '#engine/engine.js';
import { usualRhythm } from '#engine/rhythm.js';
import { firstSweepJob, handleSweep } from '#engine/sweep-deliveries.js';
import { openDeliveries } from '#github/open-deliveries.js';
import type { Store } from '#ports/store.js';
import type { GitHub } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const appId = 4_711;
const minute = 60_000;
const day = 86_400_000;

let directory: string;
let github: GitHub;
let store: Store;
let receiver: Server;
/** How far GitHub's clock, and ours, are from the machine's. */
let offset: { github: number; ours: number };
/** What the receiver answers, and the deliveries that it got. */
let answers: number;
let got: string[];

beforeEach(async () => {
  offset = { github: 0, ours: 0 };
  answers = 202;
  got = [];
  directory = await mkdtemp(join(tmpdir(), 'greenlight-sweep-'));
  github = await startGitHub({
    app: {
      id: appId,
      slug: 'greenlight',
      publicKey,
      webhookSecret: 'x',
      permissions: { issues: 'read' },
      events: ['issues'],
    },
    directory: join(directory, 'github'),
    now: () => Date.now() + offset.github,
  });
  store = await openSqliteStore({
    directory: join(directory, 'store'),
    clock: () => Date.now() + offset.ours,
  });
  receiver = createServer((request, response) => {
    got.push(String(request.headers['x-github-delivery']));
    response.writeHead(answers).end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  github.addUser('maria');
  await github.createRepository({ owner: 'maria', name: 'shop', files: { 'a.txt': 'a' } });
  await github.install({ account: 'maria', repositories: ['maria/shop'] });
  github.deliverTo(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/`);
});
afterEach(async () => {
  await github.close();
  await store.close();
  await new Promise((resolve) => receiver.close(resolve));
  await rm(directory, { recursive: true });
});

const nobody = (): void => undefined;
function engine(): Engine {
  const clock = { now: () => Date.now() + offset.ours };
  const apiUrl = `${github.url}/api/v3`;
  return {
    store,
    clock,
    deliveries: openDeliveries({ appId, privateKey, apiUrl }, clock),
    rhythm: usualRhythm,
    log: { info: nobody, warn: nobody, error: nobody },
  } as Partial<Engine> as Engine;
}

/** Does the sweep that is due; returns the requests that it made, and fails when none is due. */
async function sweep(): Promise<readonly string[]> {
  const before = github.requests.length;
  const now = Date.now() + offset.ours;
  const lane = await store.claimLane({ owner: 'me', now, leaseMs: minute, prefixes: ['sweep:'] });
  const job = lane && (await store.nextJob(lane, now));
  if (lane === null || job === null) throw new Error('no sweep is due');
  await handleSweep(engine(), lane, job);
  await store.releaseLane(lane, now);
  await github.settled();
  return github.requests.slice(before).map(({ route }) => route);
}

const begin = (): Promise<unknown> => store.enqueue([firstSweepJob(Date.now() + offset.ours, 'a process')]);
const later = (ms: number): void => void (offset.ours += ms);

/** Something that GitHub tells of, at a time that lies so far back. */
async function happens(ago = 2 * minute): Promise<string> {
  offset.github = -ago;
  await github.as('maria').openIssue('maria/shop', { title: 'An idea' });
  await github.settled();
  offset.github = 0;
  return github.deliveries.at(-1)?.guid ?? '';
}

const list = 'GET /app/hook/deliveries';
const again = 'POST /app/hook/deliveries/{delivery_id}/attempts';

test('what failed is delivered again, once, and what arrived never', async () => {
  await happens();
  answers = 503;
  const missed = await happens();
  answers = 202;
  await begin();
  expect(await sweep()).toEqual([list, again]);
  expect(got.filter((guid) => guid === missed)).toHaveLength(2);
  later(usualRhythm.sweepMs);
  expect(await sweep()).toEqual([list]);
  later(usualRhythm.sweepMs);
  expect(await sweep()).toEqual([list]);
  expect(got).toHaveLength(3);
});

test('what never reached us, and what arrived at a second attempt of GitHub’s users, is told apart', async () => {
  github.webhooks.drop({ event: 'issues', times: 2 });
  const [one, other] = [await happens(3 * minute), await happens()];
  await github.webhooks.redeliver(one);
  await begin();
  await sweep();
  expect(got).toEqual([one, other]);
});

test('what may still be under way is left alone, and looked at with the next sweep', async () => {
  answers = 503;
  await happens(10_000);
  answers = 202;
  await begin();
  expect(await sweep()).toEqual([list]);
  later(usualRhythm.sweepMs);
  expect(await sweep()).toEqual([list, again]);
});

test('what fails again is asked for less and less often', async () => {
  answers = 503;
  await happens();
  await begin();
  const asked: number[] = [];
  for (let nth = 0; nth < 16; nth += 1) {
    if ((await sweep()).includes(again)) asked.push(nth);
    later(usualRhythm.sweepMs);
  }
  expect(asked).toEqual([0, 1, 3, 7, 15]);
});

test('what is older than three days is not asked for any more', async () => {
  answers = 503;
  await happens(3 * day + minute);
  await happens(3 * day - 2 * minute);
  answers = 202;
  await begin();
  expect(await sweep()).toEqual([list, again]);
});

test('pages are read back to where the last sweep ended, and no further', async () => {
  for (let nth = 0; nth < 150; nth += 1)
    await github.as('maria').openIssue('maria/shop', { title: `${nth}` });
  await github.settled();
  await begin();
  later(2 * minute);
  expect(await sweep()).toEqual([list, list]);
  later(usualRhythm.sweepMs);
  expect(await sweep()).toEqual([list]);
});

test('while GitHub does not answer nothing is lost, and the sweep goes on', async () => {
  answers = 503;
  const missed = await happens();
  answers = 202;
  await begin();
  github.faults.add({ route: list, then: { status: 502 } });
  expect(await sweep()).toEqual([list]);
  later(usualRhythm.sweepMs);
  github.faults.add({ route: again, then: { status: 500 } });
  await sweep();
  later(usualRhythm.sweepMs);
  await sweep();
  expect(got.filter((guid) => guid === missed)).toHaveLength(2);
});

test('one that GitHub has forgotten holds up none of the others', async () => {
  answers = 503;
  await happens(4 * minute);
  const other = await happens();
  answers = 202;
  github.faults.add({ route: again, then: { status: 404 } });
  await begin();
  expect(await sweep()).toEqual([list, again, again]);
  expect(got.filter((guid) => guid === other)).toHaveLength(2);
});

test('numbers of deliveries are passed on digit by digit', async () => {
  const id = '9007199254740993';
  const asked: string[] = [];
  const strange = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    const item = `[{"id":${id},"guid":"a","delivered_at":"2026-01-02T00:00:00Z","status":"OK"}]`;
    response.writeHead(request.method === 'GET' ? 200 : 202, { 'content-type': 'application/json' });
    response.end(request.method === 'GET' ? item : '{}');
  });
  await new Promise<void>((resolve) => strange.listen(0, '127.0.0.1', resolve));
  const apiUrl = `http://127.0.0.1:${(strange.address() as AddressInfo).port}`;
  const deliveries = openDeliveries({ appId, privateKey, apiUrl }, { now: () => Date.now() });
  const { items } = await deliveries.list(null);
  await deliveries.redeliver(items[0]?.id ?? '');
  strange.closeAllConnections();
  await new Promise((resolve) => strange.close(resolve));
  expect(asked.at(-1)).toBe(`POST /app/hook/deliveries/${id}/attempts`);
});
