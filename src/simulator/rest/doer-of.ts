import type { Doer } from '../acts/doer.js';
import { refuse } from '../state/refuse.js';
import type { RepositoryCall } from '../http/call.js';

/** Who does what a request asks for: the App's bot, or the person whose token it is. */
export function doerOf({ world, repository, caller }: RepositoryCall): Doer {
  if (caller.kind === 'person') return { world, repository, by: caller.account, viaApp: false };
  if (caller.kind !== 'installation') throw refuse.badCredentials();
  return { world, repository, by: world.app.bot, viaApp: true };
}
