import { isPullRequest, nameOf } from '../state/find.js';
import type { RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import { issuePage } from './issue-page.js';
import type { Page } from './page-of.js';
import { pullPage } from './pull-page.js';
import { releasePage } from './release-page.js';
import { runPage } from './run-page.js';
import { repositoryPage } from './repository-page.js';

/** What a person's browser gets at a path: a repository, an issue, a pull request, a release or a workflow run; null for anything else. */
export async function renderPage(world: World, path: string): Promise<Page | null> {
  const [, owner = '', name = '', ...rest] = path.split('/').map(decode);
  const wanted = `${owner}/${name}`.toLowerCase();
  const repository = world.repositories.find((one) => nameOf(one).toLowerCase() === wanted);
  if (!repository) return null;
  const [kind, what, id] = rest;
  if (kind === 'actions' && what === 'runs') return runIn(world, repository, Number(id));
  return pageIn(repository, rest.filter(Boolean));
}

function runIn({ runners }: World, repository: RepositoryState, id: number): Page | null {
  const run = runners.flatMap(({ runs }) => runs).find((one) => one.id === id);
  return run ? runPage(repository, run) : null;
}

/** An issue and a pull request are found under either's address: they share their numbers. */
async function pageIn(repository: RepositoryState, [kind, ...rest]: string[]): Promise<Page | null> {
  if (kind === undefined) return repositoryPage(repository);
  if ((kind === 'issues' || kind === 'pull') && rest.length === 1) {
    const issue = repository.issues.get(Number(rest[0]));
    if (!issue) return null;
    return isPullRequest(issue) ? pullPage(repository, issue) : issuePage(repository, issue);
  }
  if (kind !== 'releases' || rest[0] !== 'tag') return null;
  const tag = rest.slice(1).join('/');
  const release = repository.releases.find((one) => (one.draft ? `untagged-${one.id}` : one.tagName) === tag);
  return release ? releasePage(repository, release) : null;
}

/** A path that is not well encoded is taken as it stands. */
function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
