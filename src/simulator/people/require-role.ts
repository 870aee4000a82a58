import type { Doer } from '../acts/doer.js';
import { nameOf } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import { refuse } from '../state/refuse.js';
import { hasRole, roleOf } from '../state/role.js';
import type { Account, Role } from '../state/records.js';

/** Throws 403 with the reason when the person's role is too small, 404 when they may not even look. */
export function requireRole({ by, repository }: Doer, role: Role, what: string): void {
  const has = roleOf(by, repository);
  if (has === 'none') throw refuse.notFound();
  if (hasRole(has, role)) return;
  const reason = `${by.login} has ${has} access to ${nameOf(repository)} and must have ${role} access to ${what}.`;
  throw new GitHubError(403, reason);
}

/** As requireRole, unless it is the person's own. */
export function requireOwn(doer: Doer, author: Account, { role, what }: { role: Role; what: string }): void {
  if (author !== doer.by) requireRole(doer, role, what);
}
