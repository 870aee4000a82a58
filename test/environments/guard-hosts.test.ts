import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProbeSettings } from '#config/settings.js';
import { parseAllowedHosts } from '#environments/probes/allowed-hosts.js';
import { guardHosts } from '#environments/probes/guard-hosts.js';
import { probe } from '#environments/probes/probe.js';
import type { ResolveHost } from '#environments/probes/resolve-host.js';
import { openCommandPlace } from '../contract/environments-command-place.js';
import { aWork } from '../contract/environments-place.js';

/** Two servers at the same port: the public one, as far as the operator is concerned, and one that must not be asked. */
let [open, inner]: Server[] = [];
let port: number;
let reached: string[] = [];

beforeAll(async () => {
  open = createServer((request, response) => {
    reached.push(`open ${request.url ?? ''}`);
    const to = new URL(request.url ?? '/', 'http://open').searchParams.get('to');
    if (to === null) response.end('open');
    else response.writeHead(302, { location: to }).end();
  });
  inner = createServer((request, response) => {
    reached.push(`inner ${request.url ?? ''}`);
    response.end('secret');
  });
  port = await listen(open, '127.0.0.1', 0);
  await listen(inner, '127.0.0.2', port);
});

afterAll(async () => {
  for (const server of [open, inner])
    await new Promise((resolve) => {
      server?.close(resolve);
      server?.closeAllConnections();
    });
});

beforeEach(() => {
  reached = [];
});

async function listen(server: Server, host: string, at: number): Promise<number> {
  await new Promise<void>((resolve) => server.listen(at, host, resolve));
  return (server.address() as AddressInfo).port;
}

const onePage: ProbeSettings = {
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
};

const names: Record<string, string[]> = {
  'shop.example': ['127.0.0.1'],
  'inner.example': ['127.0.0.2'],
  'both.example': ['127.0.0.1', '127.0.0.2'],
  'nowhere.example': [],
};

const resolve: ResolveHost = (hostname) => Promise.resolve(addressesOf(names[hostname] ?? []));
const addressesOf = (addresses: readonly string[]) =>
  addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }));
const guardOf = (allowed: string, at = resolve): ResolveHost => guardHosts(parseAllowedHosts(allowed), at);

/** What the probe says of an address; `null` when it is content. */
async function ask(url: string, { path = '/', guard = guardOf('127.0.0.1') } = {}): Promise<string | null> {
  const signal = new AbortController().signal;
  const report = await probe({ url, commit: null, probes: [{ ...onePage, path }], signal }, guard);
  return report.kind === 'healthy' ? null : report.why;
}

const refusal = (subject: string, address: string): string =>
  `/ cannot be reached: ${subject}, which probes ask only if the operator allows it (GREENLIGHT_PROBE_HOSTS=${address})`;

test.each([
  ['127.0.0.1'],
  ['127.1'],
  ['2130706433'],
  ['0x7f000001'],
  ['0x7f.0.0.1'],
  ['0177.0.0.1'],
  ['017700000001'],
  ['127.0.0.1.'],
  ['127。0。0。1'],
  ['①②⑦.0.0.1'],
  ['%31%32%37.0.0.1'],
])('this machine is refused when it is written as %s', async (host) => {
  const said = await ask(`http://${host}:${port}`, { guard: guardOf('') });
  expect([said, reached]).toEqual([refusal('127.0.0.1 is a loopback address', '127.0.0.1'), []]);
});

const inside = 'an IPv4 address inside an IPv6 address';

test.each([
  ['0.0.0.0', 'an unspecified address'],
  ['0.1.2.3', 'an unspecified address'],
  ['10.1.2.3', 'a private address'],
  ['100.64.0.1', 'a private address of a provider (carrier-grade NAT)'],
  ['100.100.100.200', 'an address where clouds keep credentials (metadata)'],
  ['127.255.255.254', 'a loopback address'],
  ['168.63.129.16', 'an address where clouds keep credentials (metadata)'],
  ['169.254.1.1', 'a link-local address'],
  ['169.254.169.254', 'an address where clouds keep credentials (metadata)'],
  ['172.16.0.1', 'a private address'],
  ['172.31.255.255', 'a private address'],
  ['192.0.0.192', 'a reserved address'],
  ['192.0.2.1', 'a reserved address'],
  ['192.88.99.1', 'a reserved address'],
  ['192.168.178.1', 'a private address'],
  ['198.18.0.1', 'a reserved address'],
  ['203.0.113.7', 'a reserved address'],
  ['224.0.0.251', 'a multicast address'],
  ['240.0.0.1', 'a reserved address'],
  ['255.255.255.255', 'a broadcast address'],
  ['::', 'an unspecified address'],
  ['::1', 'a loopback address'],
  ['::7f00:1', 'a reserved address'],
  ['::ffff:127.0.0.1', inside],
  ['::ffff:a9fe:a9fe', inside],
  ['::ffff:0:7f00:1', inside],
  ['64:ff9b::7f00:1', `${inside} (NAT64)`],
  ['64:ff9b:1::a00:1', `${inside} (NAT64)`],
  ['100::1', 'a reserved address'],
  ['2001:0:4136:e378:8000:63bf:3fff:fdd2', `${inside} (Teredo)`],
  ['2001:db8::1', 'a reserved address'],
  ['2002:7f00:1::', `${inside} (6to4)`],
  ['3fff::1', 'a reserved address'],
  ['5f00::1', 'a reserved address'],
  ['4000::1', 'a reserved address'],
  ['fc00::1', 'a private address (unique local)'],
  ['fd00:ec2::254', 'an address where clouds keep credentials (metadata)'],
  ['fd12:3456::1', 'a private address (unique local)'],
  ['fe80::1', 'a link-local address'],
  ['fe80::1%eth0', 'a link-local address'],
  ['fec0::1', 'a private address (site-local)'],
  ['ff02::1', 'a multicast address'],
  ['what is this', 'no address that can be judged'],
])('a name that leads to %s is refused: that is %s', async (address, kind) => {
  const guard = guardOf('', async () => addressesOf([address]));
  await expect(guard('shop.example')).rejects.toThrow(`shop.example is at ${address}, ${kind}, which probes`);
});

test.each(['8.8.8.8', '172.15.255.255', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '2a00:1450::1'])(
  '%s is public, and may be asked',
  async (address) => {
    expect(await guardOf('')(address)).toEqual(addressesOf([address]));
    expect(await guardOf('', async () => addressesOf([address]))('shop.example')).toEqual(
      addressesOf([address]),
    );
  },
);

test('one address of a name that is refused refuses the name', async () => {
  expect(await ask(`http://both.example:${port}`)).toBe(
    refusal('both.example is at 127.0.0.2, a loopback address', '127.0.0.2'),
  );
  expect(reached).toEqual([]);
});

test('a name that is nowhere is said to be', async () => {
  expect(await ask(`http://nowhere.example:${port}`)).toBe(
    '/ cannot be reached: nowhere.example has no address',
  );
});

test('a name that leads elsewhere at the second look is asked where it was judged, and judged anew the next time', async () => {
  const answers = ['127.0.0.1', '127.0.0.2'];
  const guard = guardOf('127.0.0.1', async () => addressesOf([answers.shift() ?? '127.0.0.2']));
  expect(await ask(`http://rebinding.example:${port}`, { guard })).toBeNull();
  expect([reached, answers]).toEqual([['open /'], ['127.0.0.2']]);
  expect(await ask(`http://rebinding.example:${port}`, { guard })).toContain('a loopback address');
  expect(reached).toEqual(['open /']);
});

test.each([
  ['another address', '//127.0.0.2', '127.0.0.2 is a loopback address'],
  ['another form of it', '//2130706434', '127.0.0.2 is a loopback address'],
  ['IPv6', '//[::1]', '::1 is a loopback address'],
  ['a name', '//inner.example', 'inner.example is at 127.0.0.2, a loopback address'],
  ['credentials', '//169.254.169.254', '169.254.169.254 is an address where clouds keep credentials'],
])('a redirect is judged like the first address: %s', async (_title, to, said) => {
  const path = `/?to=${encodeURIComponent(`${to}:${port}/keys`)}`;
  expect(await ask(`http://shop.example:${port}`, { path })).toContain(`cannot be reached: ${said}`);
  expect(reached).toEqual([`open ${path}`]);
});

test.each([
  ['its name', 'inner.example', 'inner.example'],
  ['its name in other letters', 'other.example, Inner.EXAMPLE', 'inner.example'],
  ['its address', '127.0.0.2', 'inner.example'],
  ['its network', '10.0.0.0/8,127.0.0.0/30', 'inner.example'],
  ['its address, written in IPv6', '127.0.0.2', '[::ffff:7f00:2]'],
])('the operator allows a host by %s', async (_title, allowed, host) => {
  const guard = guardOf(allowed);
  expect(await ask(`http://${host}:${port}`, { guard })).toBeNull();
  expect(reached).toEqual(['inner /']);
  expect(await ask(`http://127.0.0.5:${port}`, { guard })).toContain('127.0.0.5 is a loopback address');
});

test('a name that is allowed does not allow its address under other names', async () => {
  const said = await ask(`http://127.0.0.2:${port}`, { guard: guardOf('inner.example') });
  expect(said).toBe(refusal('127.0.0.2 is a loopback address', '127.0.0.2'));
});

test('a deployment that is up where probes must not look fails, and the log says what would allow it', async () => {
  const place = await openCommandPlace({ resolveHost: guardHosts(parseAllowedHosts('')) });
  const result = await place.environments.deploy(aWork(place.git, await place.git.commit()));
  const why = refusal('127.0.0.1 is a loopback address', '127.0.0.1');
  expect(result).toMatchObject({ kind: 'failed', at: 'probes', why: `front page: ${why}` });
  expect(await place.readLog(result.log ?? '')).toContain(why);
  await place.remove();
});
