import type { Doer } from '../acts/doer.js';
import { refuse } from '../state/refuse.js';
import type { RepositoryCall } from '../http/call.js';

/** The App's bot, doing what a request asks for. */
export function doerOf({ world, repository, caller }: RepositoryCall): Doer {
  if (caller.kind !== 'installation') throw refuse.badCredentials();
  return { world, repository, by: world.app.bot, viaApp: true };
}
