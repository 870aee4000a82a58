import { editIssue, reopenPull, setState } from '../acts/issues.js';
import { mergePull } from '../acts/merge-pull.js';
import { changeBase, openPull, requestReviewers, unrequestReviewers } from '../acts/pulls.js';
import { changedFiles } from '../git/changed-files.js';
import { readCommits, resolveCommit } from '../git/read-commit.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import {
  booleanField,
  choiceField,
  numberParameter,
  requiredText,
  textField,
  textsField,
} from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import { renderAccount, renderTeam } from '../render/render-account.js';
import { renderChangedFile } from '../render/render-changed-file.js';
import { renderCommit } from '../render/render-commit.js';
import { renderPull, renderReview, renderSimplePull } from '../render/render-pull.js';
import { findPull, found, pullRequests } from '../state/find.js';
import type { PullRequest } from '../state/records.js';
import { doerOf } from './doer-of.js';
import { sorted } from './sorted.js';

const repo = '/repos/{owner}/{repo}';
const pull = `${repo}/pulls/{pull_number}`;

export const pullEndpoints: RepositoryRoutes = {
  [`GET ${repo}/pulls`]: (call) =>
    listAnswer(call, chosenPulls(call), (issue) => renderSimplePull(call.world, call.repository, issue)),
  [`POST ${repo}/pulls`]: createPull,
  [`GET ${pull}`]: (call) => answer(call, pullOf(call)),
  [`PATCH ${pull}`]: changePull,
  [`PUT ${pull}/merge`]: merge,
  [`GET ${pull}/files`]: async (call) => {
    const { headSha, baseSha } = pullOf(call).pull;
    const files = await changedFiles(call.repository, baseSha, headSha);
    return listAnswer(call, files, (file) =>
      renderChangedFile(call.world, call.repository, { file, sha: headSha }),
    );
  },
  [`GET ${pull}/commits`]: async (call) => {
    const { headSha, baseSha } = pullOf(call).pull;
    const commits = await readCommits(call.repository, [
      '--reverse',
      '--max-count=250',
      headSha,
      `^${baseSha}`,
    ]);
    return listAnswer(call, commits, (commit) => renderCommit(call.world, call.repository, commit));
  },
  [`GET ${pull}/requested_reviewers`]: (call) => ({ status: 200, body: renderReviewers(call, pullOf(call)) }),
  [`POST ${pull}/requested_reviewers`]: (call) => {
    const issue = pullOf(call);
    requestReviewers(doerOf(call), issue, reviewersOf(call));
    return { status: 201, body: renderSimplePull(call.world, call.repository, issue) };
  },
  [`DELETE ${pull}/requested_reviewers`]: (call) => {
    const issue = pullOf(call);
    unrequestReviewers(doerOf(call), issue, reviewersOf(call));
    return { status: 200, body: renderSimplePull(call.world, call.repository, issue) };
  },
  [`GET ${pull}/reviews`]: (call) => {
    const issue = pullOf(call);
    return listAnswer(call, issue.pull.reviews, (review) =>
      renderReview(call.world, call.repository, { issue, review }),
    );
  },
  [`GET ${repo}/commits/{commit_sha}/pulls`]: async (call) => {
    const sha = found(await resolveCommit(call.repository, call.params['commit_sha'] ?? ''));
    const chosen = pullRequests(call.repository).filter(
      (issue) => issue.pull.headSha === sha || issue.pull.merged?.sha === sha,
    );
    return listAnswer(call, chosen, (issue) => renderSimplePull(call.world, call.repository, issue));
  },
};

async function createPull(call: RepositoryCall): Promise<Answer> {
  const { body } = call;
  const issue = await openPull(doerOf(call), {
    head: requiredText(body, 'head', 'PullRequest'),
    base: requiredText(body, 'base', 'PullRequest'),
    title: requiredText(body, 'title', 'PullRequest'),
    body: textField(body, 'body') ?? null,
    draft: booleanField(body, 'draft') ?? false,
  });
  return { status: 201, body: renderPull(call.world, call.repository, issue) };
}

async function changePull(call: RepositoryCall): Promise<Answer> {
  const { body } = call;
  const issue = pullOf(call);
  const doer = doerOf(call);
  const title = textField(body, 'title');
  const text = textField(body, 'body');
  editIssue(doer, issue, {
    ...(title === undefined ? {} : { title }),
    ...(text === undefined ? {} : { body: text }),
  });
  const base = textField(body, 'base');
  if (base !== undefined) await changeBase(doer, issue, base);
  const state = choiceField(body, 'state', ['open', 'closed'] as const);
  if (state === 'closed') setState(doer, issue, { state, reason: null });
  if (state === 'open' && issue.state === 'closed') await reopenPull(doer, issue);
  return answer(call, issue);
}

async function merge(call: RepositoryCall): Promise<Answer> {
  const { body } = call;
  const method = choiceField(body, 'merge_method', ['merge', 'squash', 'rebase'] as const);
  const sha = textField(body, 'sha');
  const title = textField(body, 'commit_title');
  const message = textField(body, 'commit_message');
  const merged = await mergePull(doerOf(call), pullOf(call), {
    ...(method === undefined ? {} : { method }),
    ...(sha === undefined ? {} : { sha }),
    ...(title === undefined ? {} : { title }),
    ...(message === undefined ? {} : { message }),
  });
  return { status: 200, body: { sha: merged, merged: true, message: 'Pull Request successfully merged' } };
}

function chosenPulls({ repository, query }: RepositoryCall): PullRequest[] {
  const state = query.get('state') ?? 'open';
  const head = query.get('head')?.replace(new RegExp(`^${repository.owner.login}:`, 'i'), '');
  const base = query.get('base');
  const chosen = pullRequests(repository).filter(
    (issue) =>
      (state === 'all' || issue.state === state) &&
      (head === undefined || issue.pull.headRef === head) &&
      (base === null || issue.pull.baseRef === base),
  );
  return sorted(query, chosen);
}

function answer({ world, repository }: RepositoryCall, issue: PullRequest): Answer {
  return { status: 200, body: renderPull(world, repository, issue) };
}

function pullOf({ repository, params }: RepositoryCall): PullRequest {
  return findPull(repository, numberParameter(params, 'pull_number'));
}

function reviewersOf({ body }: RepositoryCall): { logins: string[]; teams: string[] } {
  return { logins: textsField(body, 'reviewers') ?? [], teams: textsField(body, 'team_reviewers') ?? [] };
}

function renderReviewers({ world, repository }: RepositoryCall, { pull }: PullRequest): unknown {
  return {
    users: pull.requestedReviewers.map((account) => renderAccount(world, account)),
    teams: pull.requestedTeams.map((team) => renderTeam(world, repository.owner, team)),
  };
}
