import type { Issue } from '../state/records.js';
import { html, type Html } from './html.js';

/** How an issue or pull request stands, in GitHub's words and colours. */
export function stateBadge(issue: Issue): Html {
  const { words, look } = issue.pull ? stateOfPull(issue) : stateOfIssue(issue);
  return html`<span class="state ${look}">${words}</span>`;
}

interface Badge {
  words: string;
  look: string;
}

function stateOfPull({ state, pull }: Issue): Badge {
  if (pull?.merged) return { words: 'Merged', look: 'merged' };
  if (state === 'closed') return { words: 'Closed', look: 'bad' };
  return pull?.draft ? { words: 'Draft', look: 'idle' } : { words: 'Open', look: 'open' };
}

function stateOfIssue({ state, stateReason }: Issue): Badge {
  if (state === 'open') return { words: 'Open', look: 'open' };
  if (stateReason === 'not_planned') return { words: 'Closed as not planned', look: 'idle' };
  return stateReason === 'duplicate'
    ? { words: 'Closed as duplicate', look: 'idle' }
    : { words: 'Closed', look: 'done' };
}
