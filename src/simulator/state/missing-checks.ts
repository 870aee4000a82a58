import { requiredChecksOf } from './required-checks.js';
import { latestRuns } from './suite-result.js';
import type { RepositoryState } from './records.js';

const good = ['success', 'neutral', 'skipped'];

export interface MissingCheck {
  context: string;
  /** Whether something reported, and was not good; otherwise it has not reported. */
  failing: boolean;
}

/** The required checks of a branch that are not green on a commit. A check run and a status of the same name both count. */
export function missingChecks(repository: RepositoryState, branch: string, sha: string): MissingCheck[] {
  const required = requiredChecksOf(repository, branch);
  return required.flatMap(({ context, appId }) => {
    const reports = reportsOf(repository, sha, { context, appId });
    if (reports.length > 0 && reports.every((report) => report === 'good')) return [];
    return [{ context, failing: reports.includes('bad') }];
  });
}

type Report = 'good' | 'bad' | 'pending';

function reportsOf(
  repository: RepositoryState,
  sha: string,
  { context, appId }: { context: string; appId: number | null },
): Report[] {
  const runs = latestRuns(repository.checkRuns.filter((run) => run.headSha === sha && run.name === context));
  const counted = runs.filter((run) => appId === null || run.app.id === appId);
  const status = repository.statuses.findLast((one) => one.sha === sha && one.context === context);
  return [
    ...counted.map((run): Report =>
      run.conclusion === null ? 'pending' : good.includes(run.conclusion) ? 'good' : 'bad',
    ),
    ...(status && appId === null ? [statusReport(status.state)] : []),
  ];
}

function statusReport(state: string): Report {
  if (state === 'success') return 'good';
  return state === 'pending' ? 'pending' : 'bad';
}

/** GitHub's sentence about them. */
export function sayMissingChecks(missing: MissingCheck[]): string {
  const [first] = missing;
  if (missing.length === 1 && first) {
    return `Required status check "${first.context}" is ${first.failing ? 'failing' : 'expected'}.`;
  }
  return `${missing.length} of ${missing.length} required status checks are ${missing.some((one) => one.failing) ? 'failing' : 'expected'}.`;
}
