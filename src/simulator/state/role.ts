import type { Account, RepositoryState, Role } from './records.js';

const roles: Role[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin'];

/** What a person may do in a repository: as its owner, as a collaborator, or as anyone when it is public. */
export function roleOf(account: Account, repository: RepositoryState): Role {
  const login = account.login.toLowerCase();
  if (repository.owner === account) return 'admin';
  const own = repository.collaborators.get(login);
  if (own) return own;
  const isMember = repository.owner.members.some((member) => member.toLowerCase() === login);
  return isMember || !repository.private ? 'read' : 'none';
}

/** Whether a role includes another one. */
export function hasRole(role: Role, needed: Role): boolean {
  return roles.indexOf(role) >= roles.indexOf(needed);
}

/** Collaborators and members: the people whom a review can be asked of, or an issue be assigned to. */
export function isCollaborator(account: Account, repository: RepositoryState): boolean {
  const login = account.login.toLowerCase();
  return (
    repository.owner === account ||
    repository.collaborators.has(login) ||
    repository.owner.members.some((member) => member.toLowerCase() === login)
  );
}
