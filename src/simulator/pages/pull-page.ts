import { readCommits } from '../git/read-commit.js';
import type { Commit, Deployment, PullRequest, RepositoryState } from '../state/records.js';
import { issuesClosedBy } from '../state/closing-references.js';
import { nameOf } from '../state/find.js';
import { account } from './account.js';
import { checks } from './checks.js';
import { conversation } from './conversation.js';
import { counted } from './counted.js';
import { deployments } from './deployments.js';
import { heading } from './heading.js';
import { html, type Html } from './html.js';
import { mergeBox } from './merge-box.js';
import { pageOf, type Page } from './page-of.js';
import { shortSha } from './say-event.js';
import { sidebar, sidebarPart } from './sidebar.js';

/** The page of a pull request. */
export async function pullPage(repository: RepositoryState, issue: PullRequest): Promise<Page> {
  const { pull } = issue;
  const commits = await readCommits(repository, ['--topo-order', pull.headSha, `^${pull.baseSha}`]);
  const deployed = await deploymentsOf(repository, issue, commits);
  return pageOf(repository, {
    title: `${issue.title} · Pull request #${issue.number}`,
    labels: issue.labels,
    body: html`${heading(issue, about(issue))}
      <div class="columns">
        <div>
          ${conversation(issue)}
          <h2>Checks on ${shortSha(pull.headSha)}</h2>
          ${
            checks(repository, { sha: pull.headSha, base: pull.baseRef }) ??
            html`<p class="muted">Nothing has reported.</p>`
          }
          ${mergeBox(repository, issue)}
          <h2>Deployments</h2>
          ${deployments(deployed)}
          <h2>Commits</h2>
          <section class="box">${[...commits].reverse().map(commitRow)}</section>
        </div>
        ${sidebar(issue, [reviewers(issue), development(repository, issue)])}
      </div>`,
  });
}

function about({ author, pull }: PullRequest): Html {
  const { commits, additions, deletions, changedFiles } = pull.size;
  const who = pull.merged ? html`${account(pull.merged.by)} merged` : html`${account(author)} wants to merge`;
  return html`${who} ${counted(commits, 'commit')} into <code>${pull.baseRef}</code> from
    <code>${pull.headRef}</code> · ${counted(changedFiles, 'file')}, +${additions} −${deletions}`;
}

function commitRow({ sha, message, author }: Commit): Html {
  return html`<div class="row">
    ${shortSha(sha)} <span>${message.split('\n')[0]}</span><span class="end muted">${author.name}</span>
  </div>`;
}

/** Deployments of the change's own commits, and of merges of them: with the base, or as it was merged. */
async function deploymentsOf(
  repository: RepositoryState,
  { pull }: PullRequest,
  commits: Commit[],
): Promise<Deployment[]> {
  const own = new Set(commits.map(({ sha }) => sha));
  const shas = [...new Set(repository.deployments.map(({ sha }) => sha))];
  const deployed = await readCommits(repository, ['--no-walk=unsorted', ...shas]);
  const of = deployed
    .filter(({ sha, parents }) => own.has(sha) || parents.slice(1).some((parent) => own.has(parent)))
    .map(({ sha }) => sha);
  return repository.deployments.filter(({ sha }) => of.includes(sha) || sha === pull.merged?.sha);
}

function reviewers({ pull }: PullRequest): Html {
  const asked = [...pull.requestedReviewers, ...pull.reviews.map(({ author }) => author)];
  const people = [...new Set(asked)].map((one) => html`<div>${account(one)}</div>`);
  return sidebarPart('Reviewers', people.length > 0 && people);
}

function development(repository: RepositoryState, issue: PullRequest): Html {
  const links = issuesClosedBy(repository, issue).map(
    ({ number, title }) =>
      html`<div><a href="/${nameOf(repository)}/issues/${number}">#${number} ${title}</a></div>`,
  );
  return sidebarPart('Development', links.length > 0 && links);
}
