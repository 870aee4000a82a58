import { GitHubError } from '../state/github-error.js';
import type { CheckRun, CommitStatus, RepositoryState } from '../state/records.js';
import { latestRuns } from '../state/suite-result.js';
import { checkRunNode } from './check-run-node.js';
import { connection, type PageArguments } from './connection.js';
import { requireAccess } from './require-access.js';
import type { Scope } from './scope.js';
import { statusNode } from './status-node.js';

/** What was reported on a commit: the latest run of each App and name, the latest status of each context; null for none. */
export function rollupNode(scope: Scope, sha: string): object | null {
  requireEither(scope);
  const { repository } = scope;
  const runs = latestRuns(repository.checkRuns.filter((run) => run.headSha === sha));
  const statuses = latestStatuses(repository, sha);
  if (runs.length + statuses.length === 0) return null;
  return {
    __typename: 'StatusCheckRollup',
    id: `SCR_${sha}`,
    state: worstOf([...runs.map(runState), ...statuses.map(statusState)]),
    contexts: (args: PageArguments) => ({
      ...connection('contexts', [...runs, ...statuses], args, (one) => contextNode(scope, one)),
      checkRunCount: runs.length,
      statusContextCount: statuses.length,
    }),
  };
}

/** Either permission shows the rollup; each context in it takes its own. */
function requireEither(scope: Scope): void {
  try {
    requireAccess(scope, 'checkRuns');
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    requireAccess(scope, 'statuses');
  }
}

function contextNode(scope: Scope, one: CheckRun | CommitStatus): object {
  if ('context' in one) {
    requireAccess(scope, 'statuses');
    return statusNode(scope, one);
  }
  requireAccess(scope, 'checkRuns');
  return checkRunNode(scope, one);
}

function latestStatuses(repository: RepositoryState, sha: string): CommitStatus[] {
  const onCommit = repository.statuses.filter((status) => status.sha === sha);
  return [...new Map(onCommit.map((status) => [status.context, status])).values()];
}

type State = 'ERROR' | 'FAILURE' | 'PENDING' | 'SUCCESS';

function runState({ conclusion }: CheckRun): State {
  if (conclusion === null) return 'PENDING';
  return ['success', 'neutral', 'skipped'].includes(conclusion) ? 'SUCCESS' : 'FAILURE';
}

function statusState({ state }: CommitStatus): State {
  const states = { error: 'ERROR', failure: 'FAILURE', pending: 'PENDING', success: 'SUCCESS' } as const;
  return states[state];
}

function worstOf(states: State[]): State {
  const worstFirst: State[] = ['ERROR', 'FAILURE', 'PENDING'];
  return worstFirst.find((state) => states.includes(state)) ?? 'SUCCESS';
}
