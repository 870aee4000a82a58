import { missingChecks, sayMissingChecks } from '../state/missing-checks.js';
import type { PullRequest, RepositoryState } from '../state/records.js';
import { html, type Html } from './html.js';
import { shortSha } from './say-event.js';

/** Whether a pull request can be merged, and what stands in the way. */
export function mergeBox(repository: RepositoryState, issue: PullRequest): Html {
  const { look, words, more } = standing(repository, issue);
  return html`<section class="box">
    <div class="row">
      <span class="dot ${look}" aria-hidden="true">●</span><b>${words}</b>
      <span class="muted">${more}</span>
    </div>
  </section>`;
}

interface Standing {
  look: string;
  words: string;
  more: string | Html;
}

function standing(repository: RepositoryState, issue: PullRequest): Standing {
  const { merged, draft, mergeable, baseRef, headSha } = issue.pull;
  if (merged) {
    const more = html`${merged.by.login} merged it into ${baseRef} as ${shortSha(merged.sha)}`;
    return { look: 'merged', words: 'Merged', more };
  }
  if (issue.state === 'closed') return { look: 'bad', words: 'Closed with unmerged commits', more: '' };
  if (mergeable === null) {
    return { look: 'waiting', words: 'Checking for the ability to merge automatically…', more: '' };
  }
  if (!mergeable) {
    return { look: 'bad', words: 'This branch has conflicts that must be resolved', more: '' };
  }
  if (draft) return { look: 'idle', words: 'This pull request is still a work in progress', more: '' };
  const missing = missingChecks(repository, baseRef, headSha);
  if (missing.length > 0) {
    return { look: 'bad', words: 'Merging is blocked', more: sayMissingChecks(missing) };
  }
  return { look: 'good', words: 'This branch has no conflicts with the base branch', more: '' };
}
