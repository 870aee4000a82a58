import type { Issue } from '../state/records.js';
import { account } from './account.js';
import { html, type Html, type Part } from './html.js';
import { labelChip } from './label-chip.js';

/** Assignees and labels, and whatever else the page adds. */
export function sidebar({ assignees, labels }: Issue, more: Html[] = []): Html {
  return html`<aside>
    ${sidebarPart('Assignees', assignees.length > 0 && assignees.map((one) => html`${account(one)} `))}
    ${sidebarPart('Labels', labels.length > 0 && labels.map(labelChip))} ${more}
  </aside>`;
}

export function sidebarPart(title: string, content: Part): Html {
  return html`<section>
    <h3>${title}</h3>
    ${content || html`<span class="muted">None yet</span>`}
  </section>`;
}
