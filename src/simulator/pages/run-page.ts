import type { RepositoryState } from '../state/records.js';
import type { Run } from '../state/workflow-run.js';
import { html } from './html.js';
import { pageOf, type Page } from './page-of.js';

/** The page of a workflow run: how it stands, and its log so far. */
export function runPage(repository: RepositoryState, { workflow, conclusion, log }: Readonly<Run>): Page {
  return pageOf(repository, {
    title: workflow,
    body: html`<h1>${workflow}</h1>
      <p class="muted">${conclusion ?? 'in progress'}</p>
      <article class="box">
        <div class="body"><pre>${log}</pre></div>
      </article>`,
  });
}
