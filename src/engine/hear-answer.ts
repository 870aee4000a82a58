import type { NewJob } from '#ports/store.js';
import { isEnd, openDeploymentAnswers } from './deployment-answers.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';
import { type HeardOf, noteOfPipeline, patienceMs } from './note-of-pipeline.js';
import type { RepositoryPayload } from './payloads.js';
import { projectJob } from './record.js';

/**
 * Keeps what a pipeline said of a deployment, and wakes the operation that waits for its end. That it has begun is shown on the card,
 * once for each deployment, where it takes longer than a few seconds.
 */
export async function hearAnswer(
  { store, configs, clock }: Engine,
  { repository, task, deployment, answer }: Extract<RepositoryPayload, { type: 'deployment-answered' }>,
): Promise<readonly NewJob[]> {
  const { answeredBy } = (await configs.of(repository)).settings.environments;
  if (!maySay(answeredBy, answer.by)) return [];
  const answers = openDeploymentAnswers(store);
  const before = await answers.load(repository.id, deployment);
  const counts = await answers.note(repository.id, deployment, answer);
  if (isEnd(answer)) {
    await store.hurryLane(laneOf('perform', task), clock.now());
    return [];
  }
  const isNews = answer.state === 'in_progress' && counts.id === answer.id && before?.state !== 'in_progress';
  if (!isNews) return [];
  const shown = clock.now() + patienceMs;
  const heard: HeardOf = { at: answer.at, log: answer.logUrl, shown };
  await store.saveNote(noteOfPipeline(task), JSON.stringify(heard));
  return [projectJob(task, { now: shown, node: null, look: 'always' })];
}

/** GitHub does not tell logins apart by case. */
function maySay(answeredBy: readonly string[], login: string): boolean {
  return answeredBy.length === 0 || answeredBy.some((one) => one.toLowerCase() === login.toLowerCase());
}
