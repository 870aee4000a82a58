import type { Clock } from '#ports/clock.js';
import type { DeploymentAnswers } from '#ports/deployment-answers.js';
import type { GitHub } from '#ports/github.js';
import type { Store } from '#ports/store.js';
import type { ResolveHost } from '../probes/resolve-host.js';

/** What the executor works with: GitHub to ask, and a memory that outlives the process. */
export interface Office {
  readonly github: Pick<
    GitHub,
    | 'createDeployment'
    | 'listDeployments'
    | 'setDeploymentStatus'
    | 'listDeploymentAnswers'
    | 'hasSameWorkflows'
  >;
  readonly notes: Pick<Store, 'loadNote' | 'saveNote'>;
  readonly answers: DeploymentAnswers;
  readonly clock: Clock;
  /** Says where a host is that probes ask; throws for one that must not be asked. Default: any. */
  readonly resolveHost?: ResolveHost;
}
