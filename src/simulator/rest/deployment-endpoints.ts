import { createDeployment, createDeploymentStatus, deleteDeployment } from '../acts/deployments.js';
import { mergeBranches } from '../acts/merge-branches.js';
import { currentRef } from '../acts/move-ref.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import {
  booleanField,
  choiceField,
  numberParameter,
  requiredText,
  textField,
  textsField,
} from '../http/fields.js';
import { listAnswer, pageOf } from '../http/paginate.js';
import { renderDeployment, renderDeploymentStatus, renderEnvironment } from '../render/render-deployment.js';
import { found } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import { deploymentStates, type Deployment, type Environment } from '../state/records.js';
import { doerOf } from './doer-of.js';

const repo = '/repos/{owner}/{repo}';
const one = `${repo}/deployments/{deployment_id}`;
const environment = `${repo}/environments/{environment_name}`;

export const deploymentEndpoints: RepositoryRoutes = {
  [`GET ${repo}/deployments`]: (call) =>
    listAnswer(call, chosen(call), (deployment) => renderDeployment(call.world, call.repository, deployment)),
  [`POST ${repo}/deployments`]: deploy,
  [`GET ${one}`]: (call) => ({
    status: 200,
    body: renderDeployment(call.world, call.repository, deploymentOf(call)),
  }),
  [`DELETE ${one}`]: (call) => {
    deleteDeployment(doerOf(call), deploymentOf(call));
    return { status: 204 };
  },
  [`GET ${one}/statuses`]: (call) => {
    const deployment = deploymentOf(call);
    return listAnswer(call, [...deployment.statuses].reverse(), (status) =>
      renderDeploymentStatus(call.world, call.repository, { deployment, status }),
    );
  },
  [`POST ${one}/statuses`]: report,
  [`GET ${one}/statuses/{status_id}`]: (call) => {
    const deployment = deploymentOf(call);
    const id = numberParameter(call.params, 'status_id');
    const status = found(deployment.statuses.find((candidate) => candidate.id === id));
    return { status: 200, body: renderDeploymentStatus(call.world, call.repository, { deployment, status }) };
  },
  [`GET ${repo}/environments`]: (call) => {
    const { items, headers } = pageOf(call, call.repository.environments);
    const environments = items.map((item) => renderEnvironment(call.world, call.repository, item));
    return { status: 200, headers, body: { total_count: call.repository.environments.length, environments } };
  },
  [`GET ${environment}`]: (call) => ({
    status: 200,
    body: renderEnvironment(call.world, call.repository, environmentOf(call)),
  }),
  [`DELETE ${environment}`]: (call) => {
    const gone = environmentOf(call);
    call.repository.environments = call.repository.environments.filter((item) => item !== gone);
    return { status: 204 };
  },
};

function deploymentOf({ repository, params }: RepositoryCall): Deployment {
  const id = numberParameter(params, 'deployment_id');
  return found(repository.deployments.find((deployment) => deployment.id === id));
}

function environmentOf({ repository, params }: RepositoryCall): Environment {
  return found(repository.environments.find((item) => item.name === params['environment_name']));
}

/** The newest first, by environment, ref, sha or task. */
function chosen({ repository, query }: RepositoryCall): Deployment[] {
  const is = (name: string, value: string): boolean => (query.get(name) ?? value) === value;
  return repository.deployments
    .filter(({ environment: where, ref, sha, task }) =>
      [is('environment', where), is('ref', ref), is('sha', sha), is('task', task)].every(Boolean),
    )
    .reverse();
}

async function deploy(call: RepositoryCall): Promise<Answer> {
  const { body, world, repository } = call;
  const name = textField(body, 'environment') ?? 'production';
  const merged = booleanField(body, 'auto_merge') === false ? null : await autoMerge(call);
  if (merged) return merged;
  const deployment = await createDeployment(doerOf(call), {
    ref: requiredText(body, 'ref', 'Deployment'),
    task: textField(body, 'task') ?? 'deploy',
    environment: name,
    description: textField(body, 'description') ?? null,
    payload: body['payload'] ?? {},
    transient: booleanField(body, 'transient_environment') ?? false,
    production: booleanField(body, 'production_environment') ?? name === 'production',
    requiredContexts: textsField(body, 'required_contexts') ?? null,
  });
  return { status: 201, body: renderDeployment(world, repository, deployment) };
}

/** Unless told not to, GitHub brings a branch up to date with the default branch in place of deploying it (202). */
async function autoMerge(call: RepositoryCall): Promise<Answer | null> {
  const { repository, body } = call;
  const base = requiredText(body, 'ref', 'Deployment');
  const head = repository.defaultBranch;
  if (base === head || (await currentRef(call, `refs/heads/${base}`)) === null) return null;
  const merged = await mergeBranches(doerOf(call), { base, head });
  return merged === null
    ? null
    : { status: 202, body: { message: `Auto-merged ${head} into ${base} on deployment.` } };
}

async function report(call: RepositoryCall): Promise<Answer> {
  const { body, world, repository } = call;
  const state = choiceField(body, 'state', deploymentStates);
  if (state === undefined) throw refuse.field('DeploymentStatus', 'state', 'missing_field');
  const deployment = deploymentOf(call);
  const status = createDeploymentStatus(doerOf(call), deployment, {
    state,
    description: textField(body, 'description') ?? '',
    environment: textField(body, 'environment'),
    environmentUrl: textField(body, 'environment_url') ?? '',
    logUrl: textField(body, 'log_url') ?? textField(body, 'target_url') ?? '',
    autoInactive: booleanField(body, 'auto_inactive') ?? true,
  });
  return { status: 201, body: renderDeploymentStatus(world, repository, { deployment, status }) };
}
