import type { PullRequest } from '../state/records.js';
import type { Doer } from './doer.js';
import { closeReferredIssues } from './close-referred-issues.js';
import { emitPull } from './emit-pull.js';

/** Marks a pull request as merged into its base by `sha`, and closes the issues it says it closes. */
export function completeMerge(
  doer: Doer,
  issue: PullRequest,
  { sha, before = null }: { sha: string; before?: string | null },
): void {
  const { world, repository, by } = doer;
  const at = world.now();
  issue.pull.merged = { at, by, sha, before };
  Object.assign(issue, { state: 'closed', closedAt: at, closedBy: by, updatedAt: at });
  issue.timeline.push({ id: world.newId(), event: 'merged', at, actor: by, detail: { sha } });
  emitPull(doer, issue, 'closed');
  if (issue.pull.baseRef === repository.defaultBranch) closeReferredIssues(doer, issue.body ?? '', sha);
}
