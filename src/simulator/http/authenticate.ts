import { refuse } from '../state/refuse.js';
import type { InstallationToken } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Caller } from './call.js';
import { verifyAppJwt } from './verify-app-jwt.js';

/** Who sends this Authorization header; throws 401 for a token that is unknown, expired or badly signed. */
export function authenticate(world: World, authorization: string | undefined): Caller {
  if (authorization === undefined) return { kind: 'anonymous' };
  const [scheme = '', token = ''] = authorization.trim().split(/\s+/);
  if (!/^(bearer|token)$/i.test(scheme)) throw refuse.badCredentials();
  if (!token.startsWith('ghs_') && token.split('.').length === 3) {
    const { id, publicKey } = world.options.app;
    verifyAppJwt(token, { appId: id, publicKey, nowMs: world.now() });
    return { kind: 'app' };
  }
  const person = world.personalTokens.get(token);
  if (person) return { kind: 'person', account: person };
  const known = validToken(world, token);
  if (!known) throw refuse.badCredentials();
  return { kind: 'installation', token: known, installation: known.installation };
}

/** The installation token with this value, unless it has expired or its installation is gone. */
export function validToken(world: World, value: string): InstallationToken | null {
  const token = world.tokens.get(value);
  if (!token || token.expiresAt <= world.now()) return null;
  return token.bot || world.installations.includes(token.installation) ? token : null;
}
