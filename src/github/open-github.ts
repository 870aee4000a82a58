import type { Clock } from '#ports/clock.js';
import type { GitHub } from '#ports/github.js';
import { openAskedDeployments } from './asked-deployments.js';
import { openBranches } from './branches.js';
import { openCauses } from './causes.js';
import { openChanges } from './changes.js';
import { openChecks } from './checks.js';
import { openComments } from './comments.js';
import { openConfigChanges } from './config-changes.js';
import { openDeployments } from './deployments.js';
import { openEnvironments } from './environments.js';
import { openGitSource } from './git-source.js';
import { openLabels } from './labels.js';
import { defaultLimits, type Limits, openLimiter } from './limiter.js';
import { loadConfig } from './load-config.js';
import { loadDefaults } from './load-defaults.js';
import { loadSnapshot } from './load-snapshot.js';
import { openMergeQueue } from './merge-queue.js';
import { moveIssue } from './move-issue.js';
import type { Adapter } from './of-repository.js';
import { type AppCredentials, openOctokits } from './open-octokits.js';
import { openPeople } from './people.js';
import { openReleases } from './releases.js';
import { openReverts } from './reverts.js';

export interface GitHubOptions extends AppCredentials {
  /** GitHub's pages, e.g. `https://github.com`. */
  readonly webUrl: string;
  /** The App's name in addresses; its login is `<slug>[bot]`. */
  readonly appSlug: string;
  readonly clock: Clock;
  readonly limits?: Limits;
}

/** GitHub through the App. No request is made before the first call. */
export function openGitHub(options: GitHubOptions): GitHub {
  const { clock, webUrl, appSlug, limits = defaultLimits } = options;
  const causes = openCauses();
  const now = (): number => clock.now();
  const octokits = openOctokits(options, { limiter: openLimiter(limits, now), causes, clock });
  const adapter: Adapter = { octokits, webUrl, appSlug, now };
  const labels = openLabels(adapter);
  return {
    withCause: causes.within,
    loadSnapshot: (repository, subject) => loadSnapshot(adapter, repository, subject),
    loadConfig: (repository) => loadConfig(adapter, repository),
    loadDefaults: (repository) => loadDefaults(adapter, repository),
    moveIssue: (repository, { node }, change) => moveIssue(adapter, labels, { repository, node, change }),
    putLabel: (repository, look) => labels.put(repository, look),
    ...openPeople(adapter),
    ...openComments(adapter),
    ...openChanges(adapter),
    ...openMergeQueue(adapter),
    ...openReverts(adapter),
    ...openChecks(adapter),
    ...openConfigChanges(adapter),
    ...openBranches(adapter),
    ...openDeployments(adapter),
    ...openAskedDeployments(adapter),
    ...openEnvironments(adapter),
    ...openReleases(adapter),
    ...openGitSource(adapter),
  };
}
