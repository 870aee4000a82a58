import ipaddr from 'ipaddr.js';
import { UserError } from '#errors/user-error.js';

export type Address = ipaddr.IPv4 | ipaddr.IPv6;

/** What the operator lets probes reach although it is no public address. */
export interface AllowedHosts {
  /** In lower case. */
  readonly names: ReadonlySet<string>;
  readonly networks: readonly (readonly [network: Address, bits: number])[];
}

const hostName = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/;

/**
 * Reads host names, addresses and networks (`10.0.0.0/8`) with spaces or commas between them. Throws `UserError` for anything
 * else: an address that is written in another way than it is shown could be another one than the operator means.
 */
export function parseAllowedHosts(text: string): AllowedHosts {
  const words = text.split(/[\s,]+/).filter((word) => word !== '');
  const networks = words.map(parseNetwork);
  const names = words.filter((_, index) => networks[index] === null).map((word) => word.toLowerCase());
  if (names.some((name) => !hostName.test(name) || endsInNumber(name)))
    throw new UserError('probe_hosts_invalid');
  return { names: new Set(names), networks: networks.filter((network) => network !== null) };
}

/** Whether an address is in one of the networks; one that is wrapped in IPv6 counts as what it reaches. */
export function isAllowed(address: Address, { networks }: AllowedHosts): boolean {
  const forms = [address, unwrap(address)];
  return forms.some((form) =>
    networks.some(([network, bits]) => form.kind() === network.kind() && form.match(network, bits)),
  );
}

/** `::ffff:10.0.0.1` connects to 10.0.0.1. */
function unwrap(address: Address): Address {
  return address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() ? address.toIPv4Address() : address;
}

function parseNetwork(word: string): [Address, number] | null {
  if (ipaddr.IPv4.isValidFourPartDecimal(word)) return [ipaddr.IPv4.parse(word), 32];
  if (ipaddr.IPv4.isValidCIDRFourPartDecimal(word)) return ipaddr.IPv4.parseCIDR(word);
  if (ipaddr.IPv6.isValid(word)) return [ipaddr.IPv6.parse(word), 128];
  return ipaddr.IPv6.isValidCIDR(word) ? ipaddr.IPv6.parseCIDR(word) : null;
}

/** A host whose last part is a number is an address to every browser, whatever it looks like. */
const endsInNumber = (name: string): boolean => /(^|\.)(\d+|0x[0-9a-f]*)$/.test(name);
