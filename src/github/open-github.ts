import type { Clock } from '#ports/clock.js';
import type { Meters } from '#ports/meters.js';
import type { GitHub } from '#ports/github.js';
import { openAskedDeployments } from './asked-deployments.js';
import { openBranches } from './branches.js';
import { openChanges } from './changes.js';
import { openChecks } from './checks.js';
import { openComments } from './comments.js';
import { openConfigChanges } from './config-changes.js';
import { openDeployments } from './deployments.js';
import { openEnvironments } from './environments.js';
import { openGitSource } from './git-source.js';
import { openLabels } from './labels.js';
import { defaultLimits, type Limits } from './limits/limits.js';
import { openLimiter } from './limits/open-limiter.js';
import type { Notes } from './limits/open-rests.js';
import { openLookout } from './lookout/open-lookout.js';
import { loadConfig } from './load-config.js';
import { loadDefaults } from './load-defaults.js';
import { loadSnapshot } from './load-snapshot.js';
import { openMergeQueue } from './merge-queue.js';
import { moveIssue } from './move-issue.js';
import type { Adapter } from './of-repository.js';
import { type AppCredentials, openOctokits } from './open-octokits.js';
import { openPeople } from './people.js';
import { openPurposes } from './purposes.js';
import { openReleases } from './releases.js';
import { openReverts } from './reverts.js';

export interface GitHubOptions extends AppCredentials {
  /** GitHub's pages, e.g. `https://github.com`. */
  readonly webUrl: string;
  /** The App's name in addresses; its login is `<slug>[bot]`. */
  readonly appSlug: string;
  readonly clock: Clock;
  readonly limits?: Limits;
  /** Where it is noted that GitHub wants to be left alone; without, a restart forgets it. */
  readonly notes?: Notes;
  readonly meters?: Pick<Meters, 'requested'>;
}

const noNotes: Notes = { loadNote: () => Promise.resolve(null), saveNote: () => Promise.resolve() };

/** GitHub through the App. No request is made before the first call. */
export function openGitHub(options: GitHubOptions): GitHub {
  const { clock, webUrl, appSlug, limits = defaultLimits, notes = noNotes, meters } = options;
  const purposes = openPurposes();
  const now = (): number => clock.now();
  const limiter = openLimiter(limits, { notes, now, elapsed: () => performance.now() });
  const octokits = openOctokits(options, { limiter, purposes, clock, meters });
  const adapter: Adapter = { octokits, webUrl, appSlug, now };
  const labels = openLabels(adapter);
  return {
    withCause: (cause, work, priority) => purposes.within({ cause, ...(priority && { priority }) }, work),
    withPatience: (patience, work) => purposes.within({ patience }, work),
    budgets: () => limiter.budgets(),
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
    ...openLookout(adapter),
  };
}
