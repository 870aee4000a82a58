import type { Clock } from '#ports/clock.js';
import type { GitHub } from '#ports/github.js';
import { openBranches } from './branches.js';
import { openCauses } from './causes.js';
import { openChanges } from './changes.js';
import { openChecks } from './checks.js';
import { openComments } from './comments.js';
import { openDeployments } from './deployments.js';
import { openGitSource } from './git-source.js';
import { openLabels } from './labels.js';
import { defaultLimits, type Limits, openLimiter } from './limiter.js';
import { loadConfig } from './load-config.js';
import { loadSnapshot } from './load-snapshot.js';
import { moveIssue } from './move-issue.js';
import type { Adapter } from './of-repository.js';
import { type AppCredentials, openOctokits } from './open-octokits.js';
import { openPeople } from './people.js';
import { openReleases } from './releases.js';

export interface GitHubOptions extends AppCredentials {
  /** GitHub's pages, e.g. `https://github.com`. */
  readonly webUrl: string;
  readonly clock: Clock;
  readonly limits?: Limits;
}

/** GitHub through the App; asks GitHub once who the App is. Throws `GitHubFault` when it does not answer or does not know the App. */
export async function openGitHub(
  options: GitHubOptions,
): Promise<{ readonly github: GitHub; readonly appSlug: string }> {
  const { clock, webUrl, limits = defaultLimits } = options;
  const causes = openCauses();
  const now = (): number => clock.now();
  const limiter = openLimiter(limits, now);
  const octokits = openOctokits(options, { limiter, causes, clock });
  const { data: app } = await octokits.app.rest.apps.getAuthenticated();
  const appSlug = app?.slug ?? '';
  const adapter: Adapter = { octokits, webUrl, appSlug, now };
  const labels = openLabels(adapter);
  const github: GitHub = {
    withCause: causes.within,
    loadSnapshot: (repository, subject) => loadSnapshot(adapter, repository, subject),
    loadConfig: (repository) => loadConfig(adapter, repository),
    moveIssue: (repository, { node }, change) => moveIssue(adapter, labels, { repository, node, change }),
    putLabel: (repository, look) => labels.put(repository, look),
    ...openPeople(adapter),
    ...openComments(adapter),
    ...openChanges(adapter),
    ...openChecks(adapter),
    ...openBranches(adapter),
    ...openDeployments(adapter),
    ...openReleases(adapter),
    ...openGitSource(adapter),
  };
  return { github, appSlug };
}
