import { createStatus } from '../acts/statuses.js';
import { resolveCommit } from '../git/read-commit.js';
import type { RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { choiceField, textField } from '../http/fields.js';
import { listAnswer, pageOf } from '../http/paginate.js';
import { renderMinimalRepository } from '../render/render-repository.js';
import { renderSimpleStatus, renderStatus } from '../render/render-check.js';
import { repositoryApiUrl } from '../render/urls.js';
import { refuse } from '../state/refuse.js';
import type { CommitStatus } from '../state/records.js';
import { doerOf } from './doer-of.js';

const repo = '/repos/{owner}/{repo}';

export const statusEndpoints: RepositoryRoutes = {
  [`GET ${repo}/commits/{ref}/status`]: async (call) => {
    const { world, repository } = call;
    const sha = await shaOf(call);
    const latest = latestOf(repository.statuses.filter((status) => status.sha === sha));
    const { items, headers } = pageOf(call, latest);
    const self = repositoryApiUrl(world, repository, `/commits/${sha}`);
    return {
      status: 200,
      headers,
      body: {
        state: combined(latest),
        statuses: items.map((status) => renderSimpleStatus(world, repository, status)),
        sha,
        total_count: latest.length,
        repository: renderMinimalRepository(world, repository),
        commit_url: self,
        url: `${self}/status`,
      },
    };
  },
  [`GET ${repo}/commits/{ref}/statuses`]: async (call) => {
    const sha = await shaOf(call);
    const all = call.repository.statuses.filter((status) => status.sha === sha).reverse();
    return listAnswer(call, all, (status) => renderStatus(call.world, call.repository, status));
  },
  [`POST ${repo}/statuses/{sha}`]: async (call) => {
    const { body, params, world, repository } = call;
    const state = choiceField(body, 'state', ['error', 'failure', 'pending', 'success'] as const);
    if (state === undefined) throw refuse.field('Status', 'state', 'missing_field');
    const status = await createStatus(doerOf(call), {
      sha: params['sha'] ?? '',
      state,
      context: textField(body, 'context') ?? 'default',
      description: textField(body, 'description') ?? null,
      targetUrl: textField(body, 'target_url') ?? null,
    });
    return { status: 201, body: renderStatus(world, repository, status) };
  },
};

async function shaOf({ repository, params }: RepositoryCall): Promise<string> {
  const sha = await resolveCommit(repository, params['ref'] ?? '');
  if (sha === null) throw refuse.notFound();
  return sha;
}

/** The newest of each context. */
function latestOf(statuses: CommitStatus[]): CommitStatus[] {
  return [...new Map(statuses.map((status) => [status.context, status])).values()];
}

function combined(statuses: CommitStatus[]): string {
  const states = statuses.map((status) => status.state);
  if (states.includes('failure') || states.includes('error')) return 'failure';
  return states.length === 0 || states.includes('pending') ? 'pending' : 'success';
}
