import { findRepository } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import { GitHubError } from '../state/github-error.js';
import { hasRole, roleOf } from '../state/role.js';
import type { Account, InstallationToken, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Caller } from './call.js';
import { isGranted, permissions, type Needed } from './permissions.js';

interface Asked {
  route: string;
  params: Record<string, string>;
  caller: Caller;
}

/** The repository that is asked for, if this caller may see it; throws 404 as if it did not exist, 401 for a mere JWT. */
export function visibleRepository(world: World, { params, caller }: Asked): RepositoryState {
  const repository = findRepository(world, `${params['owner'] ?? ''}/${params['repo'] ?? ''}`);
  if (caller.kind === 'app') throw refuse.badCredentials();
  const isVisible =
    (caller.kind === 'installation' && reaches(caller.token, repository)) ||
    (caller.kind === 'person' && roleOf(caller.account, repository) !== 'none');
  if (!isVisible && repository.private) throw refuse.notFound();
  return repository;
}

/** Whether a token was made for this repository. */
export function reaches(token: InstallationToken, repository: RepositoryState): boolean {
  const { id } = repository;
  return token.installation.repositoryIds.has(id) && (token.repositoryIds?.has(id) ?? true);
}

/** Throws 403 unless the caller may use the endpoint: by the token's permissions, or by a person's role. */
export function requirePermission(
  { route, params, caller }: Asked,
  repository: RepositoryState | null,
): void {
  const needed = permissions[route] ?? null;
  if (needed === null) return;
  if (caller.kind === 'person' && repository) requirePersonalRole(caller.account, needed, repository);
  else if (caller.kind === 'installation') requireGrant(caller.token, needed, { params, repository });
  else if (needed.level !== 'read' || !repository || repository.private) throw refuse.badCredentials();
}

/** What is public may be read with any token. */
function requireGrant(
  token: InstallationToken,
  needed: Needed,
  { params, repository }: { params: Record<string, string>; repository: RepositoryState | null },
): void {
  const isElsewhere = repository !== null && !reaches(token, repository);
  if (isElsewhere && needed.level === 'read') return;
  const isPull = repository !== null && concernsPull(params, repository);
  if (isElsewhere || !isGranted(token.permissions, needed, isPull)) throw refuse.forbidden();
}

/** What a permission of an App is for a person: reading takes read, settings take admin, the rest takes write. */
function requirePersonalRole(account: Account, needed: Needed, repository: RepositoryState): void {
  const role = needed.name === 'administration' ? 'admin' : needed.level;
  if (!hasRole(roleOf(account, repository), role)) {
    throw new GitHubError(403, 'Must have admin rights to Repository.');
  }
}

/** Whether the issue or comment asked for is (on) a pull request; lists and labels of a repository count as both. */
function concernsPull(params: Record<string, string>, repository: RepositoryState): boolean {
  const { issue_number: number, comment_id: commentId } = params;
  if (number !== undefined) return repository.issues.get(Number(number))?.pull != null;
  if (commentId === undefined) return true;
  return [...repository.issues.values()].some(
    (issue) => issue.pull && issue.comments.some((comment) => comment.id === Number(commentId)),
  );
}
