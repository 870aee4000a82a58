import type { Account } from '../state/records.js';
import type { World } from '../state/world.js';

/** A person, an organization or an App; unlike in REST and webhooks, the login of a bot lacks its `[bot]`. */
export function accountNode(world: World, { type, nodeId, id, login, name }: Account): object {
  const bare = login.replace(/\[bot\]$/, '');
  return {
    __typename: type,
    id: nodeId,
    databaseId: id,
    login: type === 'Bot' ? bare : login,
    name,
    url: `${world.url}/${type === 'Bot' ? 'apps/' : ''}${bare}`,
  };
}

/** Whoever asks, always as a User: an App sees its bot, with the whole login. */
export function viewerNode(world: World, account: Account): object {
  return { ...accountNode(world, account), __typename: 'User', login: account.login };
}
