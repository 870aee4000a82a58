import { lookup } from 'node:dns/promises';
import type { LookupAddress } from 'node:dns';

/**
 * Says where a host is; a probe connects to these addresses and to no other. Called for every host that is asked, redirects
 * included. Whoever forbids addresses hands in its own and throws an error whose message says why.
 */
export type ResolveHost = (hostname: string) => Promise<readonly LookupAddress[]>;

/** Any host, wherever it is. */
export const resolveAnyHost: ResolveHost = (hostname) => lookup(hostname, { all: true });
