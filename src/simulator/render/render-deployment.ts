import type { Deployment, DeploymentStatus, Environment, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount } from './render-account.js';
import { renderAppIf } from './render-app.js';
import { renderTime } from './render-time.js';
import { pageUrl, repositoryApiUrl } from './urls.js';

export function renderDeployment(world: World, repository: RepositoryState, deployment: Deployment): Json {
  const self = repositoryApiUrl(world, repository, `/deployments/${deployment.id}`);
  return {
    url: self,
    id: deployment.id,
    node_id: deployment.nodeId,
    task: deployment.task,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    created_at: renderTime(deployment.createdAt),
    updated_at: renderTime(deployment.updatedAt),
    statuses_url: `${self}/statuses`,
    repository_url: repositoryApiUrl(world, repository),
    creator: renderAccount(world, deployment.creator),
    sha: deployment.sha,
    ref: deployment.ref,
    payload: deployment.payload,
    transient_environment: deployment.transient,
    production_environment: deployment.production,
    performed_via_github_app: renderAppIf(world, deployment.viaApp),
  };
}

export function renderDeploymentStatus(
  world: World,
  repository: RepositoryState,
  { deployment, status }: { deployment: Deployment; status: DeploymentStatus },
): Json {
  const self = repositoryApiUrl(world, repository, `/deployments/${deployment.id}`);
  const time = renderTime(status.createdAt);
  return {
    url: `${self}/statuses/${status.id}`,
    id: status.id,
    node_id: status.nodeId,
    state: status.state,
    creator: renderAccount(world, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: time,
    updated_at: time,
    deployment_url: self,
    repository_url: repositoryApiUrl(world, repository),
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: renderAppIf(world, status.viaApp),
  };
}

export function renderEnvironment(world: World, repository: RepositoryState, environment: Environment): Json {
  const name = encodeURIComponent(environment.name);
  return {
    id: environment.id,
    node_id: environment.nodeId,
    name: environment.name,
    url: repositoryApiUrl(world, repository, `/environments/${name}`),
    html_url: pageUrl(world, repository, `/deployments/${name}`),
    created_at: renderTime(environment.createdAt),
    updated_at: renderTime(environment.updatedAt),
    can_admins_bypass: true,
    protection_rules: [],
    deployment_branch_policy: null,
  };
}
