import type { Doer } from '../acts/doer.js';
import { refuse } from '../state/refuse.js';
import type { RepositoryCall } from '../http/call.js';

/** Who does what a request asks for: the App's bot, a workflow's, or the person whose token it is. */
export function doerOf({ world, repository, caller }: RepositoryCall): Doer {
  if (caller.kind === 'person') return { world, repository, by: caller.account, viaApp: false };
  if (caller.kind !== 'installation') throw refuse.badCredentials();
  const { bot } = caller.token;
  return { world, repository, by: bot ?? world.app.bot, viaApp: bot === undefined };
}
