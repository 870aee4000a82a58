import type { RepositoryRoutes, Routes } from '../http/call.js';
import { assetEndpoints } from './asset-endpoints.js';
import { appEndpoints } from './app-endpoints.js';
import { branchEndpoints } from './branch-endpoints.js';
import { checkEndpoints } from './check-endpoints.js';
import { commentEndpoints } from './comment-endpoints.js';
import { commitEndpoints } from './commit-endpoints.js';
import { deliveryEndpoints } from './delivery-endpoints.js';
import { deploymentEndpoints } from './deployment-endpoints.js';
import { gitEndpoints } from './git-endpoints.js';
import { installationEndpoints } from './installation-endpoints.js';
import { issueEndpoints } from './issue-endpoints.js';
import { issueEventEndpoints } from './issue-event-endpoints.js';
import { labelEndpoints } from './label-endpoints.js';
import { pullEndpoints } from './pull-endpoints.js';
import { reactionEndpoints } from './reaction-endpoints.js';
import { releaseEndpoints } from './release-endpoints.js';
import { repositoryEndpoints } from './repository-endpoints.js';
import { runEndpoints } from './run-endpoints.js';
import { collaboratorEndpoints, teamEndpoints } from './people-endpoints.js';
import { rulesetEndpoints } from './ruleset-endpoints.js';
import { statusEndpoints } from './status-endpoints.js';

/** Asked with the App's JWT. */
export const appRoutes: Routes = { ...appEndpoints, ...deliveryEndpoints };

/** Asked with an installation token, about no repository in particular. */
export const installationRoutes: Routes = { ...installationEndpoints, ...teamEndpoints };

/** Asked with an installation token about one repository. */
export const repositoryRoutes: RepositoryRoutes = {
  ...repositoryEndpoints,
  ...branchEndpoints,
  ...commitEndpoints,
  ...gitEndpoints,
  ...labelEndpoints,
  ...issueEndpoints,
  ...issueEventEndpoints,
  ...commentEndpoints,
  ...reactionEndpoints,
  ...pullEndpoints,
  ...checkEndpoints,
  ...statusEndpoints,
  ...deploymentEndpoints,
  ...releaseEndpoints,
  ...runEndpoints,
  ...collaboratorEndpoints,
  ...rulesetEndpoints,
  ...assetEndpoints,
};
