import { GitHubError } from '../state/github-error.js';
import { missingChecks, sayMissingChecks } from '../state/missing-checks.js';
import { isGuarded } from '../state/required-checks.js';
import { roleOf } from '../state/role.js';
import type { RepositoryState } from '../state/records.js';
import type { Doer } from './doer.js';

/** Throws 422 when a protected branch may not be moved to this commit (null: deleted) by whoever does it; admins may. */
export function guardBranch({ repository, by }: Doer, branch: string, sha: string | null): void {
  if (!isGuarded(repository, branch) || roleOf(by, repository) === 'admin') return;
  if (sha === null) throw new GitHubError(422, 'Cannot delete a protected branch');
  const missing = missingChecks(repository, branch, sha);
  if (missing.length > 0) throw new GitHubError(422, sayMissingChecks(missing));
}

/** The same rule for the hook that git runs on a push: guarded refs, and the `ref:sha` pairs that are green. */
export function guardOf(repository: RepositoryState): Record<string, string> {
  const { protections, defaultBranch } = repository;
  const branches = [...new Set([...protections.keys(), defaultBranch])].filter((branch) =>
    isGuarded(repository, branch),
  );
  const shas = new Set([
    ...repository.checkRuns.map((run) => run.headSha),
    ...repository.statuses.map((status) => status.sha),
  ]);
  const allowed = branches.flatMap((branch) =>
    [...shas]
      .filter((sha) => missingChecks(repository, branch, sha).length === 0)
      .map((sha) => `refs/heads/${branch}:${sha}`),
  );
  return {
    SIMULATOR_GUARDED: branches.map((branch) => `refs/heads/${branch}`).join(' '),
    SIMULATOR_ALLOWED: allowed.join(' '),
  };
}
