import type {
  CheckView,
  DeploymentView,
  IssueView,
  PullView,
  ReactionView,
  ReleaseView,
  Repository,
} from '../github.js';
import { listRefs } from '../git/list-refs.js';
import { resolveCommit } from '../git/read-commit.js';
import { runGit, tryGit } from '../git/run-git.js';
import { findIssue, findPull, isPullRequest, nameOf, pullRequests, found } from '../state/find.js';
import type {
  CheckRun,
  Deployment,
  Issue,
  PullRequest,
  Reaction,
  Release,
  RepositoryState,
} from '../state/records.js';

/** A repository as a person sees it; each call looks at the present state. */
export function viewRepository(repository: RepositoryState): Repository {
  const { gitDirectory } = repository;
  return {
    id: repository.id,
    fullName: nameOf(repository),
    gitDirectory,
    git: (...args) => runGit(gitDirectory, args),
    read: async (ref, path) => {
      const { code, stdout } = await tryGit(gitDirectory, ['cat-file', 'blob', `${ref}:${path}`]);
      return code === 0 ? stdout : null;
    },
    issue: (number) => viewIssue(findIssue(repository, number)),
    issues: () => [...repository.issues.values()].filter((issue) => !isPullRequest(issue)).map(viewIssue),
    pull: (number) => viewPull(findPull(repository, number)),
    pulls: () => pullRequests(repository).map(viewPull),
    checks: (sha) => repository.checkRuns.filter((run) => run.headSha === sha).map(viewCheck),
    deployments: () => repository.deployments.map(viewDeployment),
    protectedRun: (id) => {
      const { sha, state, comment } = found(repository.protectedRuns.find((run) => run.id === id));
      return { sha, state, comment };
    },
    environments: () => repository.environments.map((environment) => environment.name),
    releases: () => repository.releases.map(viewRelease),
    tags: async () => {
      const refs = await listRefs(repository, 'refs/tags');
      const tags = [...refs.keys()].map(async (ref) => ({
        name: ref.slice('refs/tags/'.length),
        sha: (await resolveCommit(repository, ref)) ?? '',
      }));
      return Promise.all(tags);
    },
    labels: () => repository.labels.map(({ name, color, description }) => ({ name, color, description })),
  };
}

function viewIssue(issue: Issue): IssueView {
  return {
    number: issue.number,
    title: issue.title,
    body: issue.body,
    state: issue.state,
    state_reason: issue.stateReason,
    labels: issue.labels.map((label) => label.name),
    assignees: issue.assignees.map((account) => account.login),
    author: issue.author.login,
    reactions: issue.reactions.map(viewReaction),
    comments: issue.comments.map((comment) => ({
      id: comment.id,
      author: comment.author.login,
      body: comment.body,
      reactions: comment.reactions.map(viewReaction),
      minimized: comment.minimizedReason !== null,
    })),
  };
}

function viewPull(issue: PullRequest): PullView {
  const { pull } = issue;
  return {
    ...viewIssue(issue),
    head: { ref: pull.headRef, sha: pull.headSha },
    base: { ref: pull.baseRef, sha: pull.baseSha },
    draft: pull.draft,
    mergeable: pull.mergeable,
    merged: pull.merged !== null,
    merge_commit_sha: pull.merged?.sha ?? pull.testMergeSha,
    requestedReviewers: pull.requestedReviewers.map((account) => account.login),
    reviews: pull.reviews.map(({ id, author, state, body, commitSha }) => ({
      id,
      author: author.login,
      state,
      body,
      commit: commitSha,
    })),
  };
}

function viewReaction({ content, user }: Reaction): ReactionView {
  return { content, user: user.login };
}

function viewCheck(run: CheckRun): CheckView {
  const { id, name, status, conclusion, actions, output, externalId, detailsUrl, app } = run;
  const { title, summary, text } = output;
  const links = { external_id: externalId, details_url: detailsUrl };
  const annotations = output.annotations.map(({ path, startLine, level, message }) => ({
    path,
    startLine,
    level,
    message,
  }));
  return {
    id,
    name,
    app: app.slug,
    status,
    conclusion,
    title,
    summary,
    text,
    ...links,
    actions,
    annotations,
  };
}

function viewDeployment({ id, sha, ref, task, environment, payload, statuses }: Deployment): DeploymentView {
  return {
    id,
    sha,
    ref,
    task,
    environment,
    payload,
    statuses: statuses.map(({ state, description, environmentUrl, logUrl }) => ({
      state,
      description,
      environment_url: environmentUrl,
      log_url: logUrl,
    })),
  };
}

function viewRelease(release: Release): ReleaseView {
  const { id, tagName, targetCommitish, name, body, draft, prerelease } = release;
  const assets = release.assets.map(({ name: file, contentType, content }) => ({
    name: file,
    content_type: contentType,
    text: content.toString(),
  }));
  return { id, tag_name: tagName, target_commitish: targetCommitish, name, body, draft, prerelease, assets };
}
