import type { Doer } from '../acts/doer.js';
import { doerOf } from '../rest/doer-of.js';
import { GitHubError } from '../state/github-error.js';
import { inTurn } from '../state/in-turn.js';
import { Refusal } from './refusal.js';
import { requireAccess } from './require-access.js';
import type { Scope } from './scope.js';

export interface Attempt {
  scope: Scope;
  access: Parameters<typeof requireAccess>[1];
  params?: Record<string, string>;
  /** The mutation as GitHub's refusal writes it: `AddLabelsToLabelable`. */
  name: string;
}

/** Makes a change of a repository for whoever asks, after the changes before it; throws GitHub's reason for refusing. */
export function change<T>(
  { scope, access, params = {}, name }: Attempt,
  act: (doer: Doer) => Promise<T> | T,
): Promise<T> {
  allow({ scope, access, params, name });
  return inTurn(scope.repository, () => act(doerOf(scope)));
}

/** Apps hear that the resource is not theirs, people that they lack the permission. */
function allow({ scope, access, params, name }: Attempt): void {
  try {
    requireAccess(scope, access, params);
  } catch (error) {
    const { caller } = scope;
    if (!(error instanceof GitHubError) || caller.kind !== 'person') throw error;
    const { login } = caller.account;
    throw new Refusal('FORBIDDEN', `${login} does not have the correct permissions to execute \`${name}\``);
  }
}
