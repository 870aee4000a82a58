import { closingReferences } from '../state/closing-references.js';
import type { Doer } from './doer.js';
import { setState } from './issues.js';

/** Closes the open issues that a text (a merged pull request, a commit on the default branch) says it closes. */
export function closeReferredIssues(doer: Doer, text: string, sha: string): void {
  for (const issue of closingReferences(doer.repository, text)) {
    if (issue.state === 'open') setState(doer, issue, { state: 'closed', reason: 'completed', sha });
  }
}
