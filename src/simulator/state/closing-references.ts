import { isPullRequest, nameOf } from './find.js';
import type { Issue, PullRequest, RepositoryState } from './records.js';

const keyword =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:([\w.-]+\/[\w.-]+)?#(\d+)|https?:\/\/\S+?\/([\w.-]+\/[\w.-]+)\/issues\/(\d+))/gi;

/** The issues of a repository that a text closes by GitHub's keywords (`Closes #12`). */
export function closingReferences(repository: RepositoryState, text: string): Issue[] {
  const here = nameOf(repository).toLowerCase();
  const numbers = [...text.matchAll(keyword)]
    .filter((match) => (match[1] ?? match[3] ?? here).toLowerCase() === here)
    .map((match) => Number(match[2] ?? match[4]));
  return [...new Set(numbers)].flatMap((number) => {
    const issue = repository.issues.get(number);
    return issue && !isPullRequest(issue) ? [issue] : [];
  });
}

/** The issues that merging a pull request closes: its keywords count when it targets the default branch. */
export function issuesClosedBy(repository: RepositoryState, { pull, body }: PullRequest): Issue[] {
  return pull.baseRef === repository.defaultBranch ? closingReferences(repository, body ?? '') : [];
}
