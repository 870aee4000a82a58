import { listRefs } from '../git/list-refs.js';
import { readCommit } from '../git/read-commit.js';
import { listEntries, readBlob } from '../git/read-path.js';
import { latestRelease } from '../state/latest-release.js';
import { isPullRequest, nameOf, pullRequests } from '../state/find.js';
import type { Issue, Release, RepositoryState } from '../state/records.js';
import { deployments } from './deployments.js';
import { html, type Html } from './html.js';
import { labelChip } from './label-chip.js';
import { markdown } from './markdown.js';
import { pageOf, type Page } from './page-of.js';
import { releaseBadge } from './release-badge.js';
import { shortSha } from './say-event.js';
import { stateBadge } from './state-badge.js';

/** The front page of a repository: its files, and the way to everything that is going on in it. */
export async function repositoryPage(repository: RepositoryState): Promise<Page> {
  const issues = [...repository.issues.values()].filter((one) => !isPullRequest(one));
  return pageOf(repository, {
    title: nameOf(repository),
    labels: repository.labels,
    body: html`${await code(repository)}
      <h2 id="issues">Issues</h2>
      ${list(repository, issues)}
      <h2 id="pulls">Pull requests</h2>
      ${list(repository, pullRequests(repository))}
      <h2 id="environments">Environments</h2>
      ${deployments(latestOfEach(repository))}
      <h2 id="releases">Releases</h2>
      ${releases(repository)}
      <h2 id="branches">Branches</h2>
      ${await branches(repository)}`,
  });
}

async function code(repository: RepositoryState): Promise<Html> {
  const { defaultBranch } = repository;
  const tip = await readCommit(repository, `refs/heads/${defaultBranch}`);
  if (!tip) return html`<p class="muted">This repository is empty.</p>`;
  const { children } = await listEntries(repository, tip.sha, '');
  const entries = children ?? [];
  const readme = entries.find(({ path, type }) => type === 'blob' && /^readme(\.md)?$/i.test(path));
  const text = readme ? (await readBlob(repository, readme.sha)).toString() : null;
  return html`<section class="box">
      <header>
        <code>${defaultBranch}</code> ${shortSha(tip.sha)} ${tip.message.split('\n')[0]}
        <span class="muted">by ${tip.author.name}</span>
      </header>
      ${entries.map(({ path, type }) => html`<div class="row">${path}${type === 'tree' && '/'}</div>`)}
    </section>
    ${text !== null && html`<article class="box"><div class="body">${markdown(text)}</div></article>`}`;
}

/** Newest first. */
function list(repository: RepositoryState, issues: Issue[]): Html {
  if (issues.length === 0) return html`<p class="muted">None.</p>`;
  const rows = [...issues].reverse().map((issue) => {
    const path = `/${nameOf(repository)}/${issue.pull ? 'pull' : 'issues'}/${issue.number}`;
    return html`<div class="row">
      ${stateBadge(issue)} <a href="${path}">#${issue.number} ${issue.title}</a>
      <span>${issue.labels.map(labelChip)}</span>
      <span class="end muted">${issue.author.login}</span>
    </div>`;
  });
  return html`<section class="box">${rows}</section>`;
}

function latestOfEach({ deployments: all }: RepositoryState): RepositoryState['deployments'] {
  return [...new Map(all.map((deployment) => [deployment.environment, deployment])).values()];
}

function releases(repository: RepositoryState): Html {
  if (repository.releases.length === 0) return html`<p class="muted">None.</p>`;
  const latest = latestRelease(repository);
  const row = (release: Release): Html => {
    const tag = release.draft ? `untagged-${release.id}` : release.tagName;
    const path = `/${nameOf(repository)}/releases/tag/${encodeURI(tag)}`;
    return html`<div class="row">
      <a href="${path}">${release.name ?? release.tagName}</a> ${releaseBadge(release, latest)}
    </div>`;
  };
  return html`<section class="box">${[...repository.releases].reverse().map(row)}</section>`;
}

async function branches(repository: RepositoryState): Promise<Html> {
  const refs = await listRefs(repository, 'refs/heads');
  const rows = [...refs].map(([ref, sha]) => {
    const name = ref.slice('refs/heads/'.length);
    const isProtected = repository.protections.has(name);
    return html`<div class="row">
      <code>${name}</code> ${shortSha(sha)} ${isProtected && html`<span class="tag">Protected</span>`}
    </div>`;
  });
  return html`<section class="box">${rows}</section>`;
}
