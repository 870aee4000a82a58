import type { Octokit } from '@octokit/rest';
import type { RoleSource, Settings } from '#config/settings.js';
import { gates } from '#process/gate.js';
import { type Role, roles } from '#process/role.js';
import type { RepositoryName } from '../read-repository.js';
import { type Finding, problem, well } from './finding.js';
import { statusOf } from './patient.js';

type People = Extract<RoleSource, { kind: 'people' }>;

/** What a list of collaborators is asked by; a permission has another name there. */
const listed = {
  read: 'pull',
  triage: 'triage',
  write: 'push',
  maintain: 'maintain',
  admin: 'admin',
} as const;

/** Whether every role that counts is somebody's: people who exist and see the repository, teams with members. */
export async function lookAtRoles(
  octokit: Octokit,
  at: RepositoryName,
  settings: Settings,
): Promise<readonly Finding[]> {
  const found = await Promise.all(roles.map((role) => lookAtRole(octokit, at, { role, settings })));
  const problems = found.flat();
  return problems.length > 0 ? problems : [well('every role is somebody’s')];
}

async function lookAtRole(
  octokit: Octokit,
  at: RepositoryName,
  { role, settings }: { role: Role; settings: Settings },
): Promise<readonly Finding[]> {
  const source = settings.roles[role];
  const asked = gates.filter((gate) => settings.rules.gates[gate].includes(role));
  if (source.kind === 'nobody') return [];
  if (source.kind === 'unset')
    return asked.length === 0 ? [] : [problem('role_of_nobody', `${role}, asked at ${asked.join(', ')}`)];
  return [
    ...(await Promise.all(source.users.map((login) => lookAtPerson(octokit, at, { role, login })))),
    ...(await Promise.all(source.teams.map((team) => lookAtTeam(octokit, role, team)))),
    await lookAtAccess(octokit, at, { role, source }),
  ].filter((finding) => finding !== null);
}

async function lookAtPerson(
  octokit: Octokit,
  at: RepositoryName,
  { role, login }: { role: Role; login: string },
): Promise<Finding | null> {
  const about = `${login} (${role})`;
  try {
    const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...at, username: login });
    return data.permission === 'none' ? problem('person_without_access', about) : null;
  } catch (error) {
    if (statusOf(error) === 404) return problem('person_unknown', about);
    throw error;
  }
}

async function lookAtTeam(
  octokit: Octokit,
  role: Role,
  { org, slug }: { org: string; slug: string },
): Promise<Finding | null> {
  const about = `@${org}/${slug} (${role})`;
  try {
    const { data } = await octokit.rest.teams.listMembersInOrg({ org, team_slug: slug, per_page: 1 });
    return data.length === 0 ? problem('team_unusable', `${about}, no member`) : null;
  } catch (error) {
    const status = statusOf(error);
    if (status === 404 || status === 403) return problem('team_unusable', about);
    throw error;
  }
}

async function lookAtAccess(
  octokit: Octokit,
  at: RepositoryName,
  { role, source: { permission } }: { role: Role; source: People },
): Promise<Finding | null> {
  if (permission === null) return null;
  const asked = { ...at, permission: listed[permission], per_page: 1 };
  const { data } = await octokit.rest.repos.listCollaborators(asked);
  return data.length > 0 ? null : problem('role_of_nobody', `${role}, everyone with ${permission} access`);
}
