import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import { createHmac, generateKeyPairSync } from 'node:crypto';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Registry } from 'prom-client';
import { openBodyBudget } from '#app/body-budget.js';
import { readEnvironment } from '#app/read-environment.js';
import { listen } from '#app/serve.js';
import { openSignatureCheck } from '#app/signature-check.js';
import { answerMetrics } from '#app/watch/answer-metrics.js';
import type { Engine } from '#engine/engine.js';
import { openGiveWay } from '#engine/give-way.js';
import { once } from '#engine/perform/once.js';
import { receive } from '#engine/receive.js';
import type { NewJob } from '#ports/store.js';
import type { Signal } from '#ports/signal.js';
import { deliveryAt, yes } from '../process/delivery.js';
import { api, noMoreRequests, repo, shop, startGitHubAdapter } from '../github/start-github-adapter.js';
import { example, part, self, whats } from './example.js';
import { GitHubFault } from '#errors/github-fault.js';
import { workOff } from './work-off.js';

afterEach(noMoreRequests);

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

test.each([undefined, '', '  ', 'development', 'short'])(
  'threat 27: with the secret %j the server does not start',
  (secret) => {
    const read = () => readEnvironment({ APP_ID: '1', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: secret });
    expect(read).toThrow(/WEBHOOK_SECRET/);
  },
);

test('threat 28: of 10,000 deliveries that differ by one bit none is GitHub’s, nor is one with another kind of signature', () => {
  const secret = 'the secret of the webhook';
  const body = Buffer.from(JSON.stringify(example('issue_comment', 'created')).slice(0, 1_250));
  const signature = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  const isTaken = (bytes: Buffer, by = signature): boolean => {
    const check = openSignatureCheck(by, [secret]);
    check?.update(bytes);
    return check?.matches() ?? false;
  };
  expect(isTaken(body)).toBe(true);
  let taken = 0;
  for (let bit = 0; bit < 10_000; bit += 1) {
    const bent = Buffer.from(body);
    bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    if (isTaken(bent)) taken += 1;
  }
  expect(taken).toBe(0);
  const sha1 = `sha1=${createHmac('sha1', secret).update(body).digest('hex')}`;
  for (const by of ['', sha1, signature.toUpperCase(), signature.slice(0, -1), `${signature}0`])
    expect(isTaken(body, by)).toBe(false);
});

/** What is stored of a delivery. */
async function stored(delivery: string, payload: object, repository = shop): Promise<readonly NewJob[]> {
  const jobs: NewJob[] = [];
  const store = {
    enqueue: async (more: readonly NewJob[]) => {
      jobs.push(...more);
      return more.map(() => 'stored');
    },
    taskOfChange: async () => null,
    tasksAtHead: async () => [],
  };
  const engine = {
    store,
    clock: { now: () => 1 },
    configs: { forget: () => undefined },
    giveWay: openGiveWay(),
  } as unknown as Engine;
  const [what] = whats('issue_comment', payload as never);
  const sender = { login: 'tess', bot: false };
  await receive(engine, delivery, { repository, sender, what } as Signal);
  return jobs;
}

describe('threat 29: what is delivered again counts once', () => {
  test('threat 29: what a person said is known by what it is on GitHub, whatever delivery brings it', async () => {
    const payload = part(example('issue_comment', 'created'), 'comment', { body: '/approve\n/ready' });
    const [one, again] = [await stored('guid', payload), await stored('another guid', payload)];
    const names = one.map(({ dedupe }) => dedupe);
    expect(new Set(names).size).toBe(3);
    expect(again.map(({ dedupe }) => dedupe)).toEqual(names);
    expect(names.some((name) => name === null || name.includes('guid'))).toBe(false);
  });

  test('threat 29: under another id it says again what has been said', () => {
    const quorum = { manager: 1, client: 2, developer: 1, tester: 1, devops: 1 };
    const two = deliveryAt('discussion', { quorum });
    two.says('mona', { type: 'EstimateGiven', duration: '3d', cost: null, note: null });
    for (let times = 0; times < 3; times += 1) two.says('cleo', yes);
    expect([two.stage, two.task.approvals]).toMatchObject(['discussion', [{ by: 'cleo' }]]);
  });
});

test('threat 31: bodies share what memory there is for them, small ones go first, and what is given back is there again', () => {
  const budget = openBodyBudget({ mostBytes: 100, keptForSmall: 20, smallBytes: 10 });
  const [large, small] = [budget.open(), budget.open()];
  expect([large.take(80), large.take(1), small.take(10)]).toEqual([true, false, true]);
  large.giveBack();
  expect(budget.open().take(60)).toBe(true);
});

test('threat 32: a push of which no delivery came is found with the next thing that anybody says', () => {
  const delivery = deliveryAt('demo');
  const { change } = delivery.seen;
  delivery.seen = { ...delivery.seen, change: change && { ...change, head: 'head-2' } };
  delivery.says('tess', { type: 'ScenarioAdded', text: 'It is blue' });
  expect([delivery.task.change?.head, delivery.stage]).toEqual(['head-2', 'testing']);
});

test('threat 33: deliveries say only where to look: in whatever order they come, the task ends where GitHub is', () => {
  // A head that is shown by it has its time besides.
  const pull = (action: string) =>
    whats('pull_request', { ...example('pull_request', 'opened'), action }).map((what) => ({
      ...what,
      since: null,
    }));
  expect(pull('closed')).toEqual(pull('opened'));
  const ends = [
    ['old', 'new', 'closed'],
    ['closed', 'old', 'new'],
    ['new', 'closed', 'old'],
  ].map((order) => {
    const delivery = deliveryAt('testing');
    const { change } = delivery.seen;
    delivery.seen = { ...delivery.seen, change: change && { ...change, head: 'head-2', open: false } };
    for (const head of order)
      delivery.hears({ type: 'ChangeSeen', change: 12, pushed: { head, by: 'dora' } });
    return [delivery.stage, delivery.task.change?.head, delivery.task.change?.open];
  });
  expect(ends).toEqual([ends[0], ends[0], ends[0]]);
  expect(ends[0]).toEqual(['development', 'head-2', false]);
});

test('threat 34: what has been done is not done again when its operation is performed again', async () => {
  const notes = new Map<string, string>();
  const store = {
    loadNote: async (name: string) => notes.get(name) ?? null,
    saveNote: async (name: string, value: string) => void notes.set(name, value),
  };
  let done = 0;
  const performing = { engine: { store }, operation: { id: '1#1:9:IntegrateChange' } };
  for (let attempt = 1; attempt < 5; attempt += 1)
    expect(await once(performing, 'merged', async () => (done += 1))).toBe(1);
  const [first, second] = [deliveryAt('integration'), deliveryAt('integration')];
  expect(first.task.awaiting?.id).toBe(second.task.awaiting?.id);
});

describe('threat 37: strangers find nothing but what is meant for them', () => {
  let server: Server;
  let token: string | null = 'the token of the metrics';
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

  beforeAll(async () => {
    const port = await listen({ host: '127.0.0.1', port: 0 });
    server = port.server;
    const watched = { registry: new Registry(), refresh: async () => undefined };
    const answer = (exchange: Parameters<ReturnType<typeof answerMetrics>>[0]) =>
      answerMetrics({ ...watched, token })(exchange);
    port.serve({ log, answers: [answer], isDraining: () => false });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  const ask = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, {
      headers: { connection: 'close', ...headers },
    });

  test.each([
    '/',
    '/probot',
    '/probot/setup',
    '/probot/stats',
    '/admin',
    '/debug',
    '/status',
    '/.env',
    '/logs/',
  ])('threat 37: nothing is at %s', async (path) => {
    const answer = await ask(path);
    expect([answer.status, await answer.text()]).toEqual([404, 'not found']);
    for (const name of ['server', 'x-powered-by']) expect(answer.headers.get(name)).toBeNull();
  });

  test('threat 37: metrics are for whoever has the token; without one, for this machine and no proxy on it', async () => {
    expect((await ask('/metrics')).status).toBe(404);
    expect((await ask('/metrics', { authorization: 'Bearer the token of' })).status).toBe(404);
    expect((await ask('/metrics', { authorization: `Bearer ${token}` })).status).toBe(200);
    token = null;
    expect((await ask('/metrics', { 'x-forwarded-for': '203.0.113.7' })).status).toBe(404);
    expect((await ask('/metrics')).status).toBe(200);
  });
});

describe('threat 26: bots do not make each other talk', () => {
  test('threat 26: our own words come back as nothing, and so do those of another bot', () => {
    const comment = part(example('issue_comment', 'created'), 'comment', { body: '/approve' });
    for (const login of [`${self.appSlug}[bot]`, 'other[bot]'])
      expect(whats('issue_comment', { ...comment, sender: { login, type: 'Bot' } })).toEqual([]);
  });

  test('threat 26: a comment of a thousand commands is twenty', async () => {
    const body = Array.from({ length: 1_000 }, () => '/ready').join('\n');
    const payload = part(example('issue_comment', 'created'), 'comment', { body });
    const jobs = await stored('guid', payload);
    expect(jobs.filter(({ kind }) => kind === 'event')).toHaveLength(20);
  });
});

test('threat 39: while GitHub asks an installation to wait, it is asked nothing, and others are', async () => {
  const github = startGitHubAdapter({ now: () => 1_000_000_000_000 });
  const path = `${repo}/collaborators/pat/permission`;
  api()
    .get(path)
    .reply(403, { message: 'You have exceeded a secondary rate limit' }, { 'retry-after': '60' });
  await expect(github.loadPermission(shop, 'pat')).rejects.toMatchObject({ retryAfterMs: 60_000 });
  for (let times = 0; times < 100; times += 1)
    await expect(github.loadPermission(shop, `pat${times}`)).rejects.toThrow(
      'asked this installation to wait',
    );
});

test('threat 40: a job that always fails is given up after its attempts, and the next of its lane is done', async () => {
  const done: number[] = [];
  const { buried } = await workOff([5, 1], (_engine, _lane, { id }) => {
    if (id === 1) return Promise.reject(new Error('poison'));
    return Promise.resolve(void done.push(id));
  });
  expect([buried, done]).toEqual([[1], [2]]);
});

test('threat 40: while GitHub does not answer an operation is tried for minutes, and given up in the end', async () => {
  const away = () => Promise.reject(new GitHubFault('GitHub did not answer', { kind: 'retry' }));
  expect((await workOff([5, 9], away)).buried).toEqual([]);
  expect((await workOff([10], away)).buried).toEqual([1]);
  const refused = () => Promise.reject(new GitHubFault('GitHub refused it', { kind: 'refused' }));
  expect((await workOff([1], refused)).buried).toEqual([1]);
});

test('threat 30: what its installation may not see is not there: nothing is decided, and nothing asked again', async () => {
  const github = startGitHubAdapter();
  api()
    .post('/graphql')
    .reply(200, {
      data: { repository: null },
      errors: [{ type: 'NOT_FOUND', message: 'Could not resolve' }],
    });
  await expect(github.loadSnapshot(shop, { issue: 1, change: null })).rejects.toMatchObject({ kind: 'gone' });
});

test('threat 38: one issue number in two repositories is two tasks, with nothing in common', async () => {
  const payload = part(example('issue_comment', 'created'), 'comment', { body: '/approve' });
  const lanesIn = async (id: number): Promise<readonly string[]> =>
    (await stored('guid', payload, { ...shop, id })).map(({ lane }) => lane);
  const [ours, others] = [await lanesIn(7), await lanesIn(8)];
  expect(ours).toHaveLength(2);
  expect(ours.filter((lane) => others.includes(lane))).toEqual([]);
});
