import { BlockList, isIP } from 'node:net';
import fc from 'fast-check';
import { parseAllowedHosts } from '#environments/probes/allowed-hosts.js';
import { guardHosts } from '#environments/probes/guard-hosts.js';
import { UserError } from '#errors/user-error.js';
import { must, type Target } from '../target.js';

/** A URL in a configuration, and where its host is when it is a name. */
interface Asked {
  readonly url: string;
  readonly addresses: readonly string[];
}

/** What must never be reached: IANA's special-purpose registries, judged by Node instead of by what the guard uses. */
const forbidden = { 4: new BlockList(), 6: new BlockList() };
for (const [network, bits] of [
  ...([
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
  ] as const),
  ...([
    ['172.16.0.0', 12],
    ['192.0.0.0', 24],
    ['192.0.2.0', 24],
    ['192.168.0.0', 16],
    ['198.18.0.0', 15],
  ] as const),
  ...([
    ['198.51.100.0', 24],
    ['203.0.113.0', 24],
    ['224.0.0.0', 4],
    ['240.0.0.0', 4],
    ['168.63.129.16', 32],
  ] as const),
] as const)
  forbidden[4].addSubnet(network, bits, 'ipv4');
for (const [network, bits] of [
  ...([
    ['::', 96],
    ['64:ff9b::', 96],
    ['64:ff9b:1::', 48],
    ['100::', 64],
    ['2001::', 32],
    ['2001:db8::', 32],
  ] as const),
  ...([
    ['2002::', 16],
    ['fc00::', 7],
    ['fe80::', 10],
    ['fec0::', 10],
    ['ff00::', 8],
    ['::ffff:0:0', 96],
  ] as const),
] as const)
  forbidden[6].addSubnet(network, bits, 'ipv6');

const part = fc.oneof(
  fc.constantFrom(0, 1, 10, 100, 127, 168, 169, 172, 192, 198, 203, 224, 254, 255, 16, 31, 64),
  fc.nat({ max: 255 }),
);
const ipv4 = fc.oneof(
  fc.tuple(part, part, part, part).map((parts) => parts.join('.')),
  fc.constantFrom('127.0.0.1', '169.254.169.254', '10.0.0.1', '0.0.0.0', '100.100.100.200', '192.168.1.1'),
);
/** The same address as programs of old write it. */
const written = fc.tuple(ipv4, fc.nat({ max: 5 })).map(([address, way]) => {
  const [a = 0, b = 0, c = 0, d = 0] = address.split('.').map(Number);
  const whole = ((a * 256 + b) * 256 + c) * 256 + d;
  const ways = [
    address,
    String(whole),
    `0x${whole.toString(16)}`,
    `0${a.toString(8)}.0${b.toString(8)}.0${c.toString(8)}.0${d.toString(8)}`,
    `0x${a.toString(16)}.${b}.${c * 256 + d}`,
    `${a}.${b * 65_536 + c * 256 + d}`,
  ];
  return ways[way] ?? address;
});
const group = fc.oneof(
  fc.constantFrom('0', 'ffff', 'fe80', 'fc00', 'fd00', '2001', '2002', '64', 'ff9b', 'db8', '1'),
  fc.nat({ max: 65_535 }).map((n) => n.toString(16)),
);
const ipv6 = fc.oneof(
  fc.array(group, { minLength: 8, maxLength: 8 }).map((groups) => groups.join(':')),
  fc
    .tuple(fc.constantFrom('::ffff:', '::', '64:ff9b::', '::ffff:0:', 'fe80::', '2002:7f00:1::'), ipv4)
    .map(([prefix, address]) => prefix + address),
  fc
    .tuple(fc.array(group, { maxLength: 3 }), fc.array(group, { maxLength: 3 }))
    .map(([a, b]) => `${a.join(':')}::${b.join(':')}`),
);
const name = fc.constantFrom(
  'localhost',
  'localhost.',
  'shop.example',
  'metadata.google.internal',
  '127.0.0.1.nip.io',
  'ⓛocalhost',
  '１２７.０.０.１',
  '127。0。0。1',
  'xn--a',
  'a_b.example',
  '.',
  '..',
  '%31%32%37.0.0.1',
);
const host = fc.oneof(
  written,
  ipv6.map((address) => `[${address}]`),
  ipv6.map((address) => `[${address}%25eth0]`),
  name,
  fc.string({ maxLength: 20 }),
);
const userinfo = fc.constantFrom(
  '',
  'user@',
  'user:pass@',
  'shop.example@',
  'shop.example#@',
  'shop.example\\@',
);
const ending = fc.constantFrom('', '/', ':80/', ':0/', '/path', '?x', '#y', '\\@shop.example/');

/** Addresses that probes are given by a repository's configuration. */
export function openHosts(): Target<Asked> {
  const none = parseAllowedHosts('');
  return {
    name: 'hosts',
    inputs: fc.record({
      url: fc.oneof(
        fc
          .tuple(fc.constantFrom('http://', 'https://', 'HTTP:\\\\', 'http:'), userinfo, host, ending)
          .map((all) => all.join('')),
        fc.webUrl(),
      ),
      addresses: fc.array(
        fc.oneof(ipv4, ipv6, fc.constantFrom('93.184.216.34', '2606:4700::1111', 'fe80::1%eth0', '')),
        {
          minLength: 1,
          maxLength: 3,
        },
      ),
    }),
    sizeOf: ({ url }) => url.length,
    allowanceMs: 25,
    check: async ({ url, addresses }) => {
      readAsOperator(url);
      if (!URL.canParse(url)) return;
      const located = addresses.map((address) => ({ address, family: isIP(address) }));
      const guard = guardHosts(none, () => Promise.resolve(located));
      const reached = await guard(new URL(url).hostname.replace(/^\[|\]$/g, '')).catch(() => []);
      for (const { address } of reached) must(!isForbidden(address), `${address} is reached by ${url}`);
    },
    close: () => Promise.resolve(),
  };
}

function isForbidden(address: string): boolean {
  const [bare = ''] = address.split('%');
  switch (isIP(bare)) {
    case 4:
      return forbidden[4].check(bare, 'ipv4');
    case 6:
      return forbidden[6].check(bare, 'ipv6');
    default:
      return true;
  }
}

/** What an operator allows is read, or refused with the one error that says so. */
function readAsOperator(text: string): void {
  try {
    parseAllowedHosts(text);
  } catch (error) {
    must(error instanceof UserError, `the list of allowed hosts fails with ${String(error)}`);
  }
}
