import { renderDeployment } from '../render/render-deployment.js';
import { repositoryApiUrl } from '../render/urls.js';
import { announce } from '../state/announce.js';
import { refuse } from '../state/refuse.js';
import type { ProtectedRun } from '../state/protected-run.js';
import { emit } from '../webhooks/emit.js';
import { createDeployment } from './deployments.js';
import type { Doer } from './doer.js';

/** A workflow run comes to a job that deploys to an environment with the App's protection rule, and waits for the App. */
export async function askToDeploy(
  doer: Doer,
  { environment, ref }: { environment: string; ref: string },
): Promise<ProtectedRun> {
  const { world, repository } = doer;
  const deployment = await createDeployment(doer, {
    ref,
    environment,
    task: 'deploy',
    description: null,
    payload: {},
    transient: false,
    production: environment === 'production',
    requiredContexts: [],
  });
  const { sha } = deployment;
  const run: ProtectedRun = { id: world.newId(), environment, sha, state: 'waiting', comment: '' };
  repository.protectedRuns.push(run);
  emit(doer, 'deployment_protection_rule', 'requested', {
    environment,
    event: 'push',
    sha,
    ref,
    deployment_callback_url: repositoryApiUrl(
      world,
      repository,
      `/actions/runs/${run.id}/deployment_protection_rule`,
    ),
    deployment: renderDeployment(world, repository, deployment),
    pull_requests: [],
  });
  return run;
}

/** The App's word; a comment without a state is only shown. Throws 422 when nothing waits. */
export function reviewRun(
  { world }: Doer,
  run: ProtectedRun,
  { state, comment }: { state?: 'approved' | 'rejected' | undefined; comment: string },
): void {
  if (run.state !== 'waiting') throw refuse.invalid('There are no pending custom gates for this run');
  if (comment.length > 1024) throw refuse.invalid('Comment is too long (maximum is 1024 characters)');
  run.comment = comment;
  if (state !== undefined) run.state = state;
  announce(world);
}
