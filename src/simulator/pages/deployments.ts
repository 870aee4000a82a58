import type { Deployment, DeploymentState } from '../state/records.js';
import { html, type Html } from './html.js';
import { link } from './link.js';
import { shortSha } from './say-event.js';
import { when } from './when.js';

const looks = {
  error: 'bad',
  failure: 'bad',
  inactive: 'idle',
  in_progress: 'waiting',
  queued: 'waiting',
  pending: 'waiting',
  success: 'good',
} satisfies Record<DeploymentState, string>;

/** Deployments, newest first, with the ways to what runs and to the log. */
export function deployments(shown: Deployment[]): Html {
  if (shown.length === 0) return html`<p class="muted">Nothing was deployed.</p>`;
  return html`<section class="box">${[...shown].reverse().map(row)}</section>`;
}

function row(deployment: Deployment): Html {
  const { environment, task, sha, creator, updatedAt, statuses } = deployment;
  const latest = statuses.at(-1);
  const state = latest?.state ?? 'pending';
  return html`<div class="row">
    <span class="state ${looks[state]}">${state.replaceAll('_', ' ')}</span><b>${environment}</b>
    <span class="muted">${task} ${shortSha(sha)} ${latest?.description}</span>
    <span class="end">
      ${linkTo('View deployment', lastOf(deployment, 'environmentUrl'))}
      ${linkTo('Log', lastOf(deployment, 'logUrl'))}
      <span class="muted">${creator.login} · ${when(updatedAt)}</span>
    </span>
  </div>`;
}

function lastOf({ statuses }: Deployment, name: 'environmentUrl' | 'logUrl'): string {
  return statuses.findLast((status) => status[name] !== '')?.[name] ?? '';
}

function linkTo(words: string, url: string): Html | null {
  return url === '' ? null : html`${link(url, words)} · `;
}
