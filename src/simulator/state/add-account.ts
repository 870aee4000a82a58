import { nodeId } from './node-id.js';
import type { Account } from './records.js';
import type { World } from './world.js';

const prefixes = { User: 'U', Bot: 'BOT', Organization: 'O' };

/** Adds a user, bot or organization; throws when the login is taken (logins are case-insensitive). */
export function addAccount(
  world: Pick<World, 'accounts' | 'newId' | 'now'>,
  login: string,
  { type = 'User', name = null }: { type?: Account['type']; name?: string | null } = {},
): Account {
  if (world.accounts.has(login.toLowerCase())) throw new Error(`the login ${login} is taken`);
  const id = world.newId();
  const account: Account = {
    id,
    nodeId: nodeId(prefixes[type], id),
    login,
    name,
    type,
    members: [],
    teams: [],
    createdAt: world.now(),
  };
  world.accounts.set(login.toLowerCase(), account);
  return account;
}
