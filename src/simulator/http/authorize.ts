import { findRepository } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import type { InstallationToken, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Caller } from './call.js';
import { isGranted, permissions } from './permissions.js';

interface Asked {
  route: string;
  params: Record<string, string>;
  caller: Caller;
}

/** The repository that is asked for, if this caller may see it; throws 404 as if it did not exist, 401 for a mere JWT. */
export function visibleRepository(world: World, { params, caller }: Asked): RepositoryState {
  const repository = findRepository(world, `${params['owner'] ?? ''}/${params['repo'] ?? ''}`);
  if (caller.kind === 'app') throw refuse.badCredentials();
  const isVisible = caller.kind === 'installation' && reaches(caller.token, repository);
  if (!isVisible && repository.private) throw refuse.notFound();
  return repository;
}

/** Whether a token was made for this repository. */
export function reaches(token: InstallationToken, repository: RepositoryState): boolean {
  const { id } = repository;
  return token.installation.repositoryIds.has(id) && (token.repositoryIds?.has(id) ?? true);
}

/** Throws 403 unless the token carries the permission that the endpoint needs. */
export function requirePermission(
  { route, params, caller }: Asked,
  repository: RepositoryState | null,
): void {
  const needed = permissions[route] ?? null;
  if (needed === null) return;
  if (caller.kind !== 'installation') {
    if (needed.level === 'read' && repository && !repository.private) return;
    throw refuse.badCredentials();
  }
  if (repository && !reaches(caller.token, repository)) {
    if (needed.level === 'read') return;
    throw refuse.forbidden();
  }
  const isPull = repository ? concernsPull(params, repository) : false;
  if (!isGranted(caller.token.permissions, needed, isPull)) throw refuse.forbidden();
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
