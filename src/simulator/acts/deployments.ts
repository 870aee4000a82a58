import { resolveCommit } from '../git/read-commit.js';
import { announce } from '../state/announce.js';
import { GitHubError } from '../state/github-error.js';
import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import { latestRuns } from '../state/suite-result.js';
import type {
  Deployment,
  DeploymentState,
  DeploymentStatus,
  Environment,
  RepositoryState,
} from '../state/records.js';
import { renderDeployment, renderDeploymentStatus } from '../render/render-deployment.js';
import { renderAccount } from '../render/render-account.js';
import { renderRepository } from '../render/render-repository.js';
import type { Json } from '../render/json.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';

export interface NewDeployment {
  ref: string;
  task: string;
  environment: string;
  description: string | null;
  payload: unknown;
  transient: boolean;
  production: boolean;
  /** null: every check and status must be green; otherwise these. */
  requiredContexts: string[] | null;
}

/** Records a deployment and its environment; throws 422 for an unknown ref, 409 for checks that are not green. */
export async function createDeployment(doer: Doer, fields: NewDeployment): Promise<Deployment> {
  const { world, repository, by, viaApp } = doer;
  const { requiredContexts, ...kept } = fields;
  const sha = await resolveCommit(repository, fields.ref);
  if (sha === null) throw refuse.invalid(`No ref found for: ${fields.ref}`);
  requireContexts(repository, sha, requiredContexts);
  environmentOf(doer, fields.environment);
  const id = world.newId();
  const now = world.now();
  const made = { id, nodeId: nodeId('DE', id), sha, creator: by, viaApp, createdAt: now, updatedAt: now };
  const deployment: Deployment = { ...kept, ...made, statuses: [] };
  repository.deployments.push(deployment);
  const told = {
    deployment: renderDeployment(world, repository, deployment),
    workflow: null,
    workflow_run: null,
  };
  emit(doer, 'deployment', 'created', told);
  startWorkflows(doer, sha, told);
  return deployment;
}

/** What a workflow does starts no other. */
function startWorkflows({ world, repository, by }: Doer, sha: string, told: Json): void {
  if (by === world.ciApp.bot) return;
  const payload = {
    action: 'created',
    ...told,
    repository: renderRepository(world, repository),
    sender: renderAccount(world, by),
  };
  // A snapshot: what a run is told does not change under it.
  const happened = {
    event: 'deployment',
    sha,
    actor: by.login,
    payload: JSON.parse(JSON.stringify(payload)) as Json,
  };
  world.workflows.get(repository.id)?.(happened);
}

function requireContexts(repository: RepositoryState, sha: string, contexts: string[] | null): void {
  const runs = latestRuns(repository.checkRuns.filter((run) => run.headSha === sha));
  const statuses = new Map(
    repository.statuses
      .filter((status) => status.sha === sha)
      .map((status) => [status.context, status.state]),
  );
  const results = new Map<string, boolean>([
    ...runs.map((run): [string, boolean] => [run.name, run.conclusion === 'success']),
    ...[...statuses].map(([context, state]): [string, boolean] => [context, state === 'success']),
  ]);
  const wanted = contexts ?? [...results.keys()];
  if (wanted.every((context) => results.get(context))) return;
  throw new GitHubError(409, 'Conflict: Commit status checks failed for this ref.', [
    {
      contexts: wanted.map((context) => ({ context, state: results.get(context) ? 'success' : 'pending' })),
      resource: 'Deployment',
      field: 'required_contexts',
      code: 'invalid',
    },
  ]);
}

function environmentOf({ world, repository }: Doer, name: string): Environment {
  const existing = repository.environments.find((one) => one.name === name);
  if (existing) return existing;
  const id = world.newId();
  const environment = { id, nodeId: nodeId('EN', id), name, createdAt: world.now(), updatedAt: world.now() };
  repository.environments.push(environment);
  return environment;
}

export interface NewDeploymentStatus {
  state: DeploymentState;
  description: string;
  environment?: string | undefined;
  environmentUrl: string;
  logUrl: string;
  autoInactive: boolean;
}

/** Reports how a deployment goes; a success makes older ones of the environment inactive, unless they are transient. */
export function createDeploymentStatus(
  doer: Doer,
  deployment: Deployment,
  fields: NewDeploymentStatus,
): DeploymentStatus {
  if (fields.description.length > 140) {
    throw refuse.custom(
      'DeploymentStatus',
      'description',
      'description is too long (maximum is 140 characters)',
    );
  }
  if (fields.environment !== undefined) deployment.environment = fields.environment;
  if (fields.state === 'success' && fields.autoInactive) inactivateOlder(doer, deployment);
  return addStatus(doer, deployment, fields);
}

function inactivateOlder(doer: Doer, deployment: Deployment): void {
  const older = doer.repository.deployments.filter(
    (one) =>
      one !== deployment &&
      one.environment === deployment.environment &&
      !one.transient &&
      !one.production &&
      one.statuses.at(-1)?.state === 'success',
  );
  for (const one of older) {
    addStatus(doer, one, { state: 'inactive', description: '', environmentUrl: '', logUrl: '' });
  }
}

function addStatus(
  doer: Doer,
  deployment: Deployment,
  { state, description, environmentUrl, logUrl }: Omit<NewDeploymentStatus, 'autoInactive' | 'environment'>,
): DeploymentStatus {
  const { world, by, viaApp } = doer;
  const id = world.newId();
  const status: DeploymentStatus = {
    id,
    nodeId: nodeId('DES', id),
    state,
    description,
    environment: deployment.environment,
    environmentUrl,
    logUrl,
    creator: by,
    viaApp,
    createdAt: world.now(),
  };
  deployment.statuses.push(status);
  deployment.updatedAt = world.now();
  // "A webhook event is not fired for deployment statuses with an inactive state", says GitHub.
  if (state === 'inactive') announce(world);
  else emitStatus(doer, deployment, status);
  return status;
}

function emitStatus(doer: Doer, deployment: Deployment, status: DeploymentStatus): void {
  const { world, repository } = doer;
  emit(doer, 'deployment_status', 'created', {
    deployment_status: renderDeploymentStatus(world, repository, { deployment, status }),
    deployment: renderDeployment(world, repository, deployment),
    check_run: null,
    workflow: null,
    workflow_run: null,
  });
}

/** Deletes a deployment; throws 422 while it is active, unless it is the only one. */
export function deleteDeployment({ repository }: Doer, deployment: Deployment): void {
  const isActive = deployment.statuses.at(-1)?.state !== 'inactive' && deployment.statuses.length > 0;
  if (isActive && repository.deployments.length > 1) {
    throw refuse.invalid(
      'We cannot delete an active deployment unless it is the only deployment in a given environment.',
    );
  }
  repository.deployments = repository.deployments.filter((one) => one !== deployment);
}
