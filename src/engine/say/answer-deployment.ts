import { sayDeploymentAnswer } from '#wording/say-deployment-answer.js';
import { decideDeployment, isBeingMerged } from '#process/decide-deployment.js';
import type { Engine } from '../engine.js';
import { noteOfRelease } from '../note-of-release.js';
import type { RepositoryPayload } from '../payloads.js';

/**
 * Answers the repository's own workflow that waits to deploy: yes to exactly what was approved, no to everything else, with the
 * reason where the run is waited for. Up to two requests.
 */
export async function answerDeployment(
  engine: Engine,
  { repository, run, environment, sha }: Extract<RepositoryPayload, { type: 'deployment-asked' }>,
): Promise<void> {
  const { store, github, configs } = engine;
  const { settings, problem } = await configs.of(repository);
  const [first] = await store.productionQueue(repository.id);
  const holder = first?.granted === true ? await store.loadTask(first.task) : null;
  const released = await store.loadNote(noteOfRelease(repository.id));
  const tree = holder !== null && isBeingMerged(holder) ? await github.loadTree(repository, sha) : null;
  const verdict = decideDeployment({ sha, tree }, { holder, released, configProblem: problem });
  const comment = sayDeploymentAnswer(verdict, { sha, environment, holder, settings });
  await github.reviewDeployment(repository, { run, environment, approved: verdict.approved, comment });
}
