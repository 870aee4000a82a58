import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { type Address, type AllowedHosts, isAllowed } from './allowed-hosts.js';
import { resolveAnyHost, type ResolveHost } from './resolve-host.js';

/** By ipaddr.js' names. What is not here is `reserved`. */
const kinds: Readonly<Record<string, string>> = {
  unspecified: 'an unspecified address',
  broadcast: 'a broadcast address',
  multicast: 'a multicast address',
  linkLocal: 'a link-local address',
  loopback: 'a loopback address',
  private: 'a private address',
  carrierGradeNat: 'a private address of a provider (carrier-grade NAT)',
  uniqueLocal: 'a private address (unique local)',
  deprecatedSiteLocal: 'a private address (site-local)',
  ipv4Mapped: 'an IPv4 address inside an IPv6 address',
  rfc6145: 'an IPv4 address inside an IPv6 address',
  rfc6052: 'an IPv4 address inside an IPv6 address (NAT64)',
  '6to4': 'an IPv4 address inside an IPv6 address (6to4)',
  teredo: 'an IPv4 address inside an IPv6 address (Teredo)',
};

/** Where clouds keep the credentials of their machines, beside the link-local 169.254.169.254. */
const metadata: readonly string[] = ['169.254.169.254', '168.63.129.16', '100.100.100.200', 'fd00:ec2::254'];

const globalUnicast = ipaddr.IPv6.parse('2000::');

/**
 * Lets probes reach public addresses, and others only where the operator allows them: a repository's configuration must not
 * make the server ask its own network. Every address of a name is judged, one that is refused refuses the name; what was
 * judged is what is connected to. Throws an error that says which address, what it is, and what would allow it.
 */
export function guardHosts(allowed: AllowedHosts, resolveHost: ResolveHost = resolveAnyHost): ResolveHost {
  return async (hostname) => {
    const family = isIP(hostname);
    const addresses = family === 0 ? await resolveHost(hostname) : [{ address: hostname, family }];
    if (allowed.names.has(hostname)) return addresses;
    for (const { address } of addresses) {
      const kind = kindOf(address, allowed);
      if (kind === null) continue;
      const subject = family === 0 ? `${hostname} is at ${address}, ${kind}` : `${address} is ${kind}`;
      throw new Error(
        `${subject}, which probes ask only if the operator allows it (GREENLIGHT_PROBE_HOSTS=${address})`,
      );
    }
    return addresses;
  };
}

/** What an address is that must not be reached; `null` when it may be. */
function kindOf(text: string, allowed: AllowedHosts): string | null {
  const address = ipaddr.isValid(text) ? ipaddr.parse(text) : null;
  if (address === null) return 'no address that can be judged';
  if (isAllowed(address, allowed)) return null;
  if (metadata.includes(address.toString())) return 'an address where clouds keep credentials (metadata)';
  return isPublic(address) ? null : (kinds[address.range()] ?? 'a reserved address');
}

/** Of IPv6, only 2000::/3 is routed in public; the rest is special or will be. */
function isPublic(address: Address): boolean {
  if (address.range() !== 'unicast') return false;
  return address instanceof ipaddr.IPv4 || address.match(globalUnicast, 3);
}
