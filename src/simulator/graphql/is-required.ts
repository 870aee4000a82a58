import { pullRequests } from '../state/find.js';
import type { RequiredCheck } from '../state/protection.js';
import { requiredChecksOf } from '../state/required-checks.js';
import { notFound, Refusal } from './refusal.js';
import type { Scope } from './scope.js';

export interface ForPull {
  pullRequestId?: string | null;
  pullRequestNumber?: number | null;
}

/** Whether a report counts towards what the protected base of a pull request requires. */
export function isRequired(
  { repository }: Scope,
  { pullRequestId = null, pullRequestNumber = null }: ForPull,
  counts: (check: RequiredCheck) => boolean,
): boolean {
  if (pullRequestId === null && pullRequestNumber === null) {
    throw new Refusal('UNPROCESSABLE', 'One of pullRequestId or pullRequestNumber must be given.');
  }
  const found = pullRequests(repository).find(
    ({ nodeId, number }) => nodeId === pullRequestId || number === pullRequestNumber,
  );
  if (!found) {
    throw notFound(`a PullRequest with the number of ${pullRequestNumber ?? String(pullRequestId)}`);
  }
  return requiredChecksOf(repository, found.pull.baseRef).some(counts);
}
