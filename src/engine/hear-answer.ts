import { isEnd, openDeploymentAnswers } from './deployment-answers.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';
import type { RepositoryPayload } from './payloads.js';

/** Keeps what a pipeline said of a deployment, and wakes the operation that waits for its end. */
export async function hearAnswer(
  { store, configs, clock }: Engine,
  { repository, task, deployment, answer }: Extract<RepositoryPayload, { type: 'deployment-answered' }>,
): Promise<void> {
  const { answeredBy } = (await configs.of(repository)).settings.environments;
  if (!maySay(answeredBy, answer.by)) return;
  await openDeploymentAnswers(store).note(repository.id, deployment, answer);
  if (isEnd(answer)) await store.hurryLane(laneOf('perform', task), clock.now());
}

/** GitHub does not tell logins apart by case. */
function maySay(answeredBy: readonly string[], login: string): boolean {
  return answeredBy.length === 0 || answeredBy.some((one) => one.toLowerCase() === login.toLowerCase());
}
