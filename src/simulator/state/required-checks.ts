import type { Ruleset } from './ruleset.js';
import type { RequiredCheck } from './protection.js';
import type { RepositoryState } from './records.js';

/** What must be green before a branch moves: by its protection, and by every ruleset that is meant for it. */
export function requiredChecksOf(repository: RepositoryState, branch: string): RequiredCheck[] {
  const own = repository.protections.get(branch)?.requiredChecks ?? [];
  return [...own, ...rulesetsOf(repository, branch).flatMap(({ requiredChecks }) => requiredChecks)];
}

/** Whether anything guards this branch. */
export function isGuarded(repository: RepositoryState, branch: string): boolean {
  return repository.protections.has(branch) || rulesetsOf(repository, branch).length > 0;
}

/** The active rulesets that are meant for a branch. */
export function rulesetsOf(repository: RepositoryState, branch: string): Ruleset[] {
  const names = ['~ALL', `refs/heads/${branch}`];
  if (branch === repository.defaultBranch) names.push('~DEFAULT_BRANCH');
  return repository.rulesets.filter(
    ({ enforcement, include, exclude }) =>
      enforcement === 'active' &&
      include.some((name) => names.includes(name)) &&
      !exclude.some((name) => names.includes(name)),
  );
}
