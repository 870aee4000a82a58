import type { Doer } from '../acts/doer.js';
import { findAccount, findRepository } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import { inTurn } from '../state/in-turn.js';
import { hasRole, roleOf } from '../state/role.js';
import type { Role } from '../state/records.js';
import type { World } from '../state/world.js';

export interface Attempt {
  world: World;
  login: string;
  repository: string;
  /** What it takes to do it. */
  role: Role;
  /** What it is, for the refusal: `add labels`. */
  what: string;
}

/** Lets a person change a repository, after the changes before it; throws 403 when their role is too small, 404 when they may not look. */
export async function doAs<T>(
  { world, login, repository: name, role, what }: Attempt,
  change: (doer: Doer) => Promise<T> | T,
): Promise<T> {
  const by = findAccount(world, login);
  const repository = findRepository(world, name);
  const has = roleOf(by, repository);
  if (has === 'none') throw new GitHubError(404, 'Not Found');
  if (!hasRole(has, role)) {
    throw new GitHubError(
      403,
      `${login} has ${has} access to ${name} and must have ${role} access to ${what}.`,
    );
  }
  return inTurn(repository, () => change({ world, repository, by, viaApp: false }));
}
