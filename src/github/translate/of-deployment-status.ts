import type { What } from '#ports/signal.js';
import { readAnswer } from '../read-answer.js';
import { readDeploymentPayload } from '../read-deployment-payload.js';
import type { Payload } from './payload.js';

/** An answer to a deployment that Greenlight (`bot`) asked others for. Every other deployment is none of our business. */
export function ofDeploymentStatus(
  { deployment, deployment_status: status }: Payload<'deployment_status'>,
  bot: string,
): readonly What[] {
  if (deployment.creator?.login !== bot) return [];
  const { executor, task } = readDeploymentPayload(deployment.payload);
  if (executor !== 'github-deployments' || typeof task !== 'string') return [];
  const answer = readAnswer(status, bot);
  return answer === null ? [] : [{ kind: 'deployment-answered', task, deployment: deployment.id, answer }];
}
