import { changeSize } from '../git/change-size.js';
import { isAncestor } from '../git/merge.js';
import { fetchObjects } from '../git/fetch-objects.js';
import { resolveCommit } from '../git/read-commit.js';
import { findAccount, isPullRequest, pullRequests } from '../state/find.js';
import { isCollaborator } from '../state/role.js';
import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import type { PullRequest, RepositoryState } from '../state/records.js';
import { renderAccount, renderTeam } from '../render/render-account.js';
import type { Doer } from './doer.js';
import { emitPull } from './emit-pull.js';
import { draftIssue } from './issues.js';
import { note } from './note.js';
import { refreshPull } from './refresh-pull.js';

export interface NewPull {
  head: string;
  base: string;
  title: string;
  body: string | null;
  draft: boolean;
}

/** Opens a pull request between two branches; throws 422 when one is missing, nothing differs, or one is open already. */
export async function openPull(doer: Doer, fields: NewPull): Promise<PullRequest> {
  const { world, repository } = doer;
  const { fork, head } = readHead(doer, fields.head);
  const { headSha, baseSha } = await requireBranches(doer, { ...fields, head, fork });
  const issue = draftIssue(doer, fields);
  const id = world.newId();
  issue.nodeId = nodeId('PR', id);
  issue.pull = {
    id,
    nodeId: issue.nodeId,
    headRef: head,
    fork,
    headSha,
    baseRef: fields.base,
    baseSha,
    draft: fields.draft,
    mergeable: null,
    testMergeSha: null,
    merged: null,
    requestedReviewers: [],
    requestedTeams: [],
    reviews: [],
    size: await changeSize(repository, baseSha, headSha),
  };
  if (!isPullRequest(issue)) throw new Error('a pull request was just made');
  await refreshPull(doer, issue);
  emitPull(doer, issue, 'opened');
  return issue;
}

/** `owner:branch` is a branch of that owner's fork. */
function readHead({ world, repository }: Doer, head: string): { fork: RepositoryState | null; head: string } {
  const [owner = '', branch] = head.split(':');
  if (branch === undefined) return { fork: null, head };
  if (owner.toLowerCase() === repository.owner.login.toLowerCase()) return { fork: null, head: branch };
  const fork = world.repositories.find((one) => one.parent === repository && one.owner.login === owner);
  if (fork === undefined) throw refuse.field('PullRequest', 'head', 'invalid');
  return { fork, head: branch };
}

async function requireBranches(
  { repository }: Doer,
  { head, base, fork }: Pick<NewPull, 'head' | 'base'> & { fork: RepositoryState | null },
): Promise<{ headSha: string; baseSha: string }> {
  const headSha = await resolveCommit(fork ?? repository, `refs/heads/${head}`);
  if (headSha === null) throw refuse.field('PullRequest', 'head', 'invalid');
  if (fork !== null) await fetchObjects(repository, fork, headSha);
  const baseSha = await resolveCommit(repository, `refs/heads/${base}`);
  if (baseSha === null) throw refuse.field('PullRequest', 'base', 'invalid');
  if (await isAncestor(repository, headSha, baseSha)) {
    throw refuse.custom('PullRequest', 'head', `No commits between ${base} and ${head}`);
  }
  const open = pullRequests(repository).some(
    ({ state, pull }) =>
      state === 'open' && pull.headRef === head && pull.fork === fork && pull.baseRef === base,
  );
  if (open) {
    const name = `${(fork ?? repository).owner.login}:${head}`;
    throw refuse.custom('PullRequest', 'head', `A pull request already exists for ${name}.`);
  }
  return { headSha, baseSha };
}

/** Changes the branch a pull request goes to. */
export async function changeBase(doer: Doer, issue: PullRequest, base: string): Promise<void> {
  const { pull } = issue;
  if (base === pull.baseRef) return;
  const sha = await resolveCommit(doer.repository, `refs/heads/${base}`);
  if (sha === null) throw refuse.field('PullRequest', 'base', 'invalid');
  const from = { ref: pull.baseRef, sha: pull.baseSha };
  Object.assign(pull, { baseRef: base, baseSha: sha });
  note(doer, issue, 'base_ref_changed', { from: from.ref, to: base });
  await refreshPull(doer, issue);
  issue.updatedAt = doer.world.now();
  emitPull(doer, issue, 'edited', {
    changes: { base: { ref: { from: from.ref }, sha: { from: from.sha } } },
  });
}

export function setDraft(doer: Doer, issue: PullRequest, draft: boolean): void {
  if (issue.pull.draft === draft) return;
  const action = draft ? 'converted_to_draft' : 'ready_for_review';
  issue.pull.draft = draft;
  issue.updatedAt = doer.world.now();
  note(doer, issue, action, {});
  emitPull(doer, issue, action);
}

/** Asks people and teams for a review; throws 422 for the author and for people without access. */
export function requestReviewers(
  doer: Doer,
  issue: PullRequest,
  { logins, teams }: { logins: string[]; teams: string[] },
): void {
  const { world, repository } = doer;
  const people = logins.map((login) => {
    const account = world.accounts.get(login.toLowerCase());
    if (account === issue.author) {
      throw refuse.invalid('Review cannot be requested from pull request author.');
    }
    if (!account || !isCollaborator(account, repository)) {
      throw refuse.invalid(
        'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the repository.',
      );
    }
    return account;
  });
  for (const account of people) {
    if (issue.pull.requestedReviewers.includes(account)) continue;
    issue.pull.requestedReviewers.push(account);
    note(doer, issue, 'review_requested', { login: account.login });
    emitPull(doer, issue, 'review_requested', { requested_reviewer: renderAccount(world, account) });
  }
  for (const slug of teams) requestTeam(doer, issue, slug);
}

function requestTeam(doer: Doer, issue: PullRequest, slug: string): void {
  const team = doer.repository.owner.teams.find((one) => one.slug === slug);
  if (!team) {
    throw refuse.invalid(
      'Reviews may only be requested from collaborators. One or more of the teams you specified is not a collaborator of the repository.',
    );
  }
  if (issue.pull.requestedTeams.includes(team)) return;
  issue.pull.requestedTeams.push(team);
  note(doer, issue, 'review_requested', { login: slug });
  const { world, repository } = doer;
  emitPull(doer, issue, 'review_requested', { requested_team: renderTeam(world, repository.owner, team) });
}

export function unrequestReviewers(
  doer: Doer,
  issue: PullRequest,
  { logins, teams }: { logins: string[]; teams: string[] },
): void {
  for (const account of logins.map((login) => findAccount(doer.world, login))) {
    if (!issue.pull.requestedReviewers.includes(account)) continue;
    issue.pull.requestedReviewers = issue.pull.requestedReviewers.filter((one) => one !== account);
    note(doer, issue, 'review_request_removed', { login: account.login });
    emitPull(doer, issue, 'review_request_removed', {
      requested_reviewer: renderAccount(doer.world, account),
    });
  }
  for (const team of issue.pull.requestedTeams.filter(({ slug }) => teams.includes(slug))) {
    issue.pull.requestedTeams = issue.pull.requestedTeams.filter((one) => one !== team);
    note(doer, issue, 'review_request_removed', { login: team.slug });
    const { world, repository } = doer;
    emitPull(doer, issue, 'review_request_removed', {
      requested_team: renderTeam(world, repository.owner, team),
    });
  }
}
