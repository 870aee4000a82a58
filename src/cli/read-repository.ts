import { UserError } from '#errors/user-error.js';

/** A repository, as Octokit takes it. */
export type RepositoryName = Readonly<Record<'owner' | 'repo', string>>;

/** A repository that somebody names as `owner/repo`. Throws `UserError`. */
export function readRepository(named: string): RepositoryName {
  const [, owner, repo] = /^([\w.-]+)\/([\w.-]+)$/.exec(named) ?? [];
  if (owner === undefined || repo === undefined)
    throw new UserError('repository_name_invalid', { about: named });
  return { owner, repo };
}
