import type { Role } from '#process/role.js';

/** Who plays which role; the shop's own configuration names them. */
export const cast = {
  manager: 'maria',
  client: 'clara',
  developer: 'dan',
  tester: 'tess',
  devops: 'olga',
} as const satisfies Record<Role, string>;

/** The people as GitHub knows them, with their access to the repository. */
export const people = [
  { login: 'maria', name: 'Maria Novak', access: 'maintain' },
  { login: 'clara', name: 'Clara Weiss', access: 'read' },
  { login: 'dan', name: 'Dan Okafor', access: 'write' },
  { login: 'tess', name: 'Tess Lindqvist', access: 'triage' },
  { login: 'olga', name: 'Olga Petrova', access: 'admin' },
] as const;

export const organization = 'agency';
export const repositoryName = 'corner-shop';
export const fullName = `${organization}/${repositoryName}`;

/** The role of a login, for telling the story; everybody else is a customer or GitHub. */
export function roleOf(login: string): Role | null {
  const found = Object.entries(cast).find(([, player]) => player === login);
  return found === undefined ? null : (found[0] as Role);
}
