import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { awaitHealthy } from '#environments/probes/await-healthy.js';
import { seeCommit } from '#environments/probes/see-commit.js';
import { probe } from '#environments/probes/probe.js';
import { seeGone } from '#environments/probes/see-gone.js';
import type { ProbeSettings } from '#config/settings.js';
import type { ProbeReport } from '#ports/environments.js';

const commit = 'abc1234'.padEnd(40, '0');
const wrongCommit = 'def5678'.padEnd(40, '0');
let server: Server;
let url: string;
let asked: string[] = [];

const routes: Record<string, RequestListener> = {
  '/': (_request, response) => response.setHeader('x-commit', commit).end('Hello, client'),
  '/cached': (_request, response) => response.setHeader('x-cache', ['MISS', 'HIT']).end(),
  '/sluggish': (_request, response) => {
    response.write('<html>');
    setTimeout(() => response.end('</html>'), 60);
  },
  '/all-wrong': (_request, response) => {
    response.setHeader('x-commit', wrongCommit);
    setTimeout(() => response.end('wrong'), 60);
  },
  '/broken': (_request, response) => response.writeHead(500).end('stack trace'),
  '/old': (_request, response) => response.setHeader('x-commit', wrongCommit).end(),
  '/silent': () => undefined,
  '/drip': (_request, response) => void response.write('<html>'),
  '/cut': (request) => request.socket.destroy(),
  '/big': (_request, response) => response.end('x'.repeat(2 * 1024 * 1024) + 'the end'),
  '/away': (_request, response) => response.writeHead(302, { location: 'http://inside.invalid/' }).end(),
  '/file': (_request, response) => response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
};

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '/';
    asked.push(path);
    const hops = /^\/hop\/(\d)$/.exec(path)?.[1];
    if (hops !== undefined) {
      const location = hops === '0' ? '/' : `/hop/${Number(hops) - 1}`;
      response.writeHead(301, { location }).end();
    } else (routes[path] ?? ((_, other) => other.writeHead(404).end()))(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(async () => {
  await new Promise((resolve) => {
    server.close(resolve);
    server.closeAllConnections();
  });
});

function settings(over: Partial<ProbeSettings>): ProbeSettings {
  return {
    name: 'page',
    path: '/',
    status: 200,
    contains: null,
    commitHeader: null,
    header: null,
    latencyMs: null,
    timeoutMs: 5_000,
    retries: 0,
    intervalMs: 1,
    ...over,
  };
}

const target = (over: Partial<ProbeSettings>, at = url) => ({
  url: at,
  commit,
  probes: [settings(over)],
  signal: new AbortController().signal,
});

const why = (report: ProbeReport): string | null => (report.kind === 'unhealthy' ? report.why : null);

test.each<[string, Partial<ProbeSettings>, string | null]>([
  ['a page that answers', { contains: 'client', commitHeader: 'X-Commit' }, null],
  ['a page that fails', { path: '/broken' }, '/broken answered 500 instead of 200'],
  ['a failure that is expected', { path: '/broken', status: 500 }, null],
  ['another commit', { path: '/old', commitHeader: 'x-commit' }, '/old serves commit def5678, not abc1234'],
  [
    'a page that does not say its commit',
    { path: '/broken', status: 500, commitHeader: 'x-commit' },
    '/broken does not say which commit it serves (it has no x-commit header)',
  ],
  ['a text that is missing', { contains: 'Goodbye' }, '/ does not contain “Goodbye”'],
  ['a header that is there', { path: '/cached', header: { name: 'X-Cache', contains: null } }, null],
  ['one value of several', { path: '/cached', header: { name: 'x-cache', contains: 'HIT' } }, null],
  ['a header that is missing', { header: { name: 'X-Cache', contains: 'HIT' } }, '/ has no X-Cache header'],
  [
    'a header that says something else',
    { path: '/cached', header: { name: 'X-Cache', contains: 'STALE' } },
    'the X-Cache header of /cached does not contain “STALE”',
  ],
  ['a page that is quick enough', { path: '/sluggish', latencyMs: 4_000 }, null],
  ['silence', { path: '/silent', timeoutMs: 100 }, '/silent did not answer within 0.1 s'],
  ['a page that never ends', { path: '/drip', timeoutMs: 100 }, '/drip did not answer within 0.1 s'],
  [
    'a connection that is cut',
    { path: '/cut' },
    '/cut cannot be reached: the connection was closed before an answer came',
  ],
  ['what is past the first MB', { path: '/big', contains: 'the end' }, '/big does not contain “the end”'],
  ['three redirects', { path: '/hop/2', commitHeader: 'x-commit' }, null],
  ['four redirects', { path: '/hop/3' }, '/hop/3 redirects more than 3 times'],
  ['a redirect that is expected', { path: '/hop/3', status: 301 }, null],
  ['a redirect to a file', { path: '/file' }, '/file redirects to an address that is no web page'],
  [
    'a path like a host',
    { path: '//elsewhere.invalid/' },
    '//elsewhere.invalid/ answered 404 instead of 200',
  ],
])('a probe judges %s', async (_title, over, expected) => {
  expect(why(await probe(target(over)))).toBe(expected);
});

test('a page whose last byte comes too late is unhealthy, and how late is said', async () => {
  const said = why(await probe(target({ path: '/sluggish', latencyMs: 50 })));
  expect(said).toMatch(/^\/sluggish took \d+ ms, more than 50 ms$/);
  expect(Number(/took (\d+)/.exec(said ?? '')?.[1])).toBeGreaterThanOrEqual(55);
});

test('of several things that are wrong, the one that explains the others is said', async () => {
  const wrong: Partial<ProbeSettings> = {
    path: '/all-wrong',
    status: 201,
    commitHeader: 'x-commit',
    header: { name: 'x-cache', contains: null },
    contains: 'right',
    latencyMs: 10,
  };
  const mended: Partial<ProbeSettings>[] = [
    {},
    { status: 200 },
    { commitHeader: null },
    { header: null },
    { contains: null },
  ];
  const said: (string | null)[] = [];
  let over = wrong;
  for (const change of mended) {
    over = { ...over, ...change };
    said.push(why(await probe(target(over))));
  }
  expect(said).toEqual([
    '/all-wrong answered 200 instead of 201',
    '/all-wrong serves commit def5678, not abc1234',
    '/all-wrong has no x-cache header',
    '/all-wrong does not contain “right”',
    expect.stringMatching(/^\/all-wrong took \d+ ms, more than 10 ms$/),
  ]);
});

test('nobody at home is said in plain words', async () => {
  const gone = createServer();
  await new Promise<void>((resolve) => gone.listen(0, '127.0.0.1', resolve));
  const { port } = gone.address() as AddressInfo;
  await new Promise((resolve) => gone.close(resolve));
  expect(why(await probe(target({}, `http://127.0.0.1:${port}`)))).toBe(
    '/ cannot be reached: nothing listens there',
  );
});

test('the path is joined to an address that has a path of its own', async () => {
  asked = [];
  await probe(target({ path: '/health?deep=1' }, `${url}/shop/`));
  expect(asked).toEqual(['/shop/health?deep=1']);
});

test('a guard says where hosts are, is asked again for a redirect, and its refusal is the reason', async () => {
  const hosts: string[] = [];
  const report = await probe(
    target({ path: '/away' }, url.replace('127.0.0.1', 'shop.invalid')),
    async (host) => {
      hosts.push(host);
      if (host === 'inside.invalid') throw new Error('inside.invalid is a private address');
      return [{ address: '127.0.0.1', family: 4 }];
    },
  );
  expect(hosts).toEqual(['shop.invalid', 'inside.invalid']);
  expect(why(report)).toBe('/away cannot be reached: inside.invalid is a private address');
});

test('a guard that never answers does not hold a probe longer than its time', async () => {
  const report = await probe(target({ timeoutMs: 50 }), () => new Promise(() => undefined));
  expect(why(report)).toBe('/ did not answer within 0.05 s');
});

test('a probe that was ended rejects instead of blaming the page', async () => {
  const ended = new AbortController();
  const report = probe({ ...target({ path: '/silent' }), signal: ended.signal });
  ended.abort(new Error('superseded'));
  await expect(report).rejects.toThrow('superseded');
});

test('an environment that needs a while is healthy in the end, and its reasons are told once', async () => {
  let calls = 0;
  routes['/slow'] = (_request, response) => response.writeHead((calls += 1) < 4 ? 503 : 200).end();
  const reports: (string | null)[] = [];
  const onReport = (report: ProbeReport): void => void reports.push(why(report));
  const report = await awaitHealthy(target({ path: '/slow', retries: 5 }), { onReport });
  expect([report.kind, calls, reports]).toEqual(['healthy', 4, ['/slow answered 503 instead of 200', null]]);
});

test('retries are bounded: one try and so many more', async () => {
  asked = [];
  const report = await awaitHealthy(target({ path: '/broken', retries: 2 }), { onReport: () => undefined });
  expect([report.kind, asked.length]).toEqual(['unhealthy', 3]);
});

test.each([
  ['that nobody knows any more', 'ENOTFOUND', 'gone'],
  ['that nobody could look up', 'EAI_AGAIN', 'unseen'],
  ['that probes must not ask', undefined, 'unseen'],
])('the address of a sandbox %s (%s) is %s', async (_title, code, seen) => {
  const resolveHost = () => Promise.reject(Object.assign(new Error('no address'), { code }));
  const asked = { url: 'http://sandbox.test', probes: [settings({})], signal: new AbortController().signal };
  expect(await seeGone(asked, resolveHost)).toBe(seen);
});

test.each<[string, Partial<ProbeSettings>, string]>([
  ['the commit', { commitHeader: 'x-commit' }, 'yes'],
  ['the commit on a page that fails otherwise', { commitHeader: 'x-commit', contains: 'Goodbye' }, 'yes'],
  ['another commit', { path: '/old', commitHeader: 'x-commit' }, 'no'],
  ['no commit', { path: '/broken', commitHeader: 'x-commit' }, 'unseen'],
  ['nothing that was asked', { commitHeader: null }, 'unseen'],
])('of a page that says %s, it is told as it was seen', async (_title, over, seen) => {
  expect(await seeCommit(target(over))).toBe(seen);
});
