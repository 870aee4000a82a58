import type { Doer } from '../acts/doer.js';
import { findAccount, findRepository } from '../state/find.js';
import { inTurn } from '../state/in-turn.js';
import type { Role } from '../state/records.js';
import type { World } from '../state/world.js';
import { requireRole } from './require-role.js';

export interface Attempt {
  repository: string;
  /** What it takes to do it. */
  role: Role;
  /** What it is, for the refusal: `add labels`. */
  what: string;
}

/** Runs a change of a repository as one person. */
export type Do = <T>(attempt: Attempt, change: (doer: Doer) => Promise<T> | T) => Promise<T>;

/** Lets a person change a repository, after the changes before it; throws 403 or 404 when they may not. */
export async function doAs<T>(
  { world, login, repository: name, role, what }: Attempt & { world: World; login: string },
  change: (doer: Doer) => Promise<T> | T,
): Promise<T> {
  const repository = findRepository(world, name);
  const doer = { world, repository, by: findAccount(world, login), viaApp: false };
  requireRole(doer, role, what);
  return inTurn(repository, () => change(doer));
}
