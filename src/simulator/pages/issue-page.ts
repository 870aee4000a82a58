import { issuesClosedBy } from '../state/closing-references.js';
import { nameOf, pullRequests } from '../state/find.js';
import type { Issue, RepositoryState } from '../state/records.js';
import { conversation } from './conversation.js';
import { counted } from './counted.js';
import { heading } from './heading.js';
import { html } from './html.js';
import { pageOf, type Page } from './page-of.js';
import { sidebar, sidebarPart } from './sidebar.js';
import { stateBadge } from './state-badge.js';

/** The page of an issue. */
export function issuePage(repository: RepositoryState, issue: Issue): Page {
  const pulls = pullRequests(repository).filter((one) => issuesClosedBy(repository, one).includes(issue));
  const links = pulls.map(
    (one) =>
      html`<div>
        ${stateBadge(one)} <a href="/${nameOf(repository)}/pull/${one.number}">#${one.number} ${one.title}</a>
      </div>`,
  );
  return pageOf(repository, {
    title: `${issue.title} · Issue #${issue.number}`,
    labels: issue.labels,
    body: html`${heading(issue, html`${counted(issue.comments.length, 'comment')}`)}
      <div class="columns">
        <div>${conversation(issue)}</div>
        ${sidebar(issue, [sidebarPart('Development', links.length > 0 && links)])}
      </div>`,
  });
}
