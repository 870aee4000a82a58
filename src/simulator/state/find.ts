import { refuse } from './refuse.js';
import type { Account, CheckRun, Comment, Issue, Label, PullRequest, RepositoryState } from './records.js';
import type { World } from './world.js';

/** Every `find` throws GitHub's 404 when there is no such thing. */
export function findAccount(world: World, login: string): Account {
  return found(world.accounts.get(login.toLowerCase()));
}

export function findRepository(world: World, fullName: string): RepositoryState {
  const wanted = fullName.toLowerCase();
  return found(world.repositories.find((one) => nameOf(one).toLowerCase() === wanted));
}

export function findIssue(repository: RepositoryState, number: number): Issue {
  return found(repository.issues.get(number));
}

export function findPull(repository: RepositoryState, number: number): PullRequest {
  const issue = findIssue(repository, number);
  if (!isPullRequest(issue)) throw refuse.notFound();
  return issue;
}

export function findComment(repository: RepositoryState, id: number): { issue: Issue; comment: Comment } {
  for (const issue of repository.issues.values()) {
    const comment = issue.comments.find((one) => one.id === id);
    if (comment) return { issue, comment };
  }
  throw refuse.notFound();
}

export function findCheckRun(repository: RepositoryState, id: number): CheckRun {
  return found(repository.checkRuns.find((run) => run.id === id));
}

/** Labels are found whatever their case. */
export function findLabel(repository: RepositoryState, name: string): Label | undefined {
  return repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

/** `owner/name`. */
export function nameOf(repository: RepositoryState): string {
  return `${repository.owner.login}/${repository.name}`;
}

export function isPullRequest(issue: Issue): issue is PullRequest {
  return issue.pull !== null;
}

export function pullRequests(repository: RepositoryState): PullRequest[] {
  return [...repository.issues.values()].filter(isPullRequest);
}

export function found<T>(thing: T | undefined | null): T {
  if (thing === undefined || thing === null) throw refuse.notFound();
  return thing;
}
