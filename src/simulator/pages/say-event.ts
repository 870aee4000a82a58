import type { TimelineEvent } from '../state/records.js';
import { html, type Html } from './html.js';

type Detail = (name: string) => string;

/** Event → what happened, to follow the name of whoever did it. */
const sayings: Record<string, (detail: Detail) => Html> = {
  labeled: (detail) => html`added the label <b>${detail('label')}</b>`,
  unlabeled: (detail) => html`removed the label <b>${detail('label')}</b>`,
  closed: (detail) => html`closed this${from(detail)}`,
  reopened: () => html`reopened this`,
  renamed: (detail) => html`changed the title <s>${detail('from')}</s> to <b>${detail('to')}</b>`,
  assigned: (detail) => html`assigned <b>${detail('login')}</b>`,
  unassigned: (detail) => html`unassigned <b>${detail('login')}</b>`,
  head_pushed: (detail) => html`pushed ${shortSha(detail('sha'))}`,
  merged: (detail) => html`merged this as ${shortSha(detail('sha'))}`,
  base_ref_changed: (detail) =>
    html`changed the base branch from <code>${detail('from')}</code> to <code>${detail('to')}</code>`,
  converted_to_draft: () => html`marked this as a draft`,
  ready_for_review: () => html`marked this as ready for review`,
  review_requested: (detail) => html`requested a review from <b>${detail('login')}</b>`,
  review_request_removed: (detail) => html`no longer asks <b>${detail('login')}</b> for a review`,
  review_dismissed: (detail) => html`dismissed a review: ${detail('message')}`,
};

/** What an event of the timeline says; one that has no words here goes by its name. */
export function sayEvent({ event, detail }: TimelineEvent): Html {
  const say = sayings[event];
  return say ? say((name) => detail[name] ?? '') : html`${event.replaceAll('_', ' ')}`;
}

export function shortSha(sha: string): Html {
  return html`<code title="${sha}">${sha.slice(0, 7)}</code>`;
}

function from(detail: Detail): Html | null {
  return detail('sha') === '' ? null : html` by ${shortSha(detail('sha'))}`;
}
