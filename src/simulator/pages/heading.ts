import type { Issue } from '../state/records.js';
import { html, type Html } from './html.js';
import { stateBadge } from './state-badge.js';

/** Title, number and state of an issue or pull request, and a line about it. */
export function heading(issue: Issue, about: Html): Html {
  return html`<h1>${issue.title} <span class="number">#${issue.number}</span></h1>
    <div>${stateBadge(issue)} <span class="muted">${about}</span></div>`;
}
