import type { Language } from '#config/language.js';
import type { Running, Work, WorkResult } from '#ports/environments.js';
import { sayDeployment } from '#wording/say-deployment.js';
import { once } from './once.js';
import type { Performing } from './performance.js';

/**
 * Runs a deployment and records it on GitHub, where people look: in progress with the log, then success with the URL (only
 * after the probes answered) or failure with the reason. A later try goes on with the record of the first.
 */
export async function withDeployment<Up extends Running>(
  performance: Performing,
  verb: 'provision' | 'deploy' | 'restore' | 'start',
  { work, run }: { work: Work; run: (work: Work) => Promise<WorkResult<Up>> },
): Promise<WorkResult<Up>> {
  // There the deployment is the work.
  if (work.settings.executor === 'github-deployments') return run(work);
  const { github } = performance.engine;
  const { repository, environment } = work;
  const { language } = (await performance.engine.configs.of(repository)).settings;
  const id = await deploymentOf(performance, work, { verb, language });
  let started: Promise<void> | null = null;
  const begin = (logUrl?: string): Promise<void> =>
    (started ??= github.setDeploymentStatus(repository, id, {
      state: 'in_progress',
      description: sayDeployment(verb, environment.kind, 'running', language),
      ...(logUrl !== undefined && { logUrl }),
    }));

  // Once it is there it is not put there again, when only GitHub could not be told.
  const result = await once(
    performance,
    `${verb}:ran`,
    () => run({ ...work, onLog: (url) => void begin(url).catch(() => undefined) }),
    ({ kind }) => kind === 'done',
  );
  await begin();
  await github.setDeploymentStatus(repository, id, {
    state: result.kind === 'done' ? 'success' : 'failure',
    description:
      result.kind === 'done'
        ? sayDeployment(verb, environment.kind, 'done', language)
        : result.why.slice(0, 140),
    ...(result.log !== null && { logUrl: result.log }),
    ...(result.kind === 'done' && { environmentUrl: result.url }),
  });
  return result;
}

/** That it is asked for is noted first, so that whoever finds the note without an id looks whether it is there. */
const asked = 'asked';

async function deploymentOf(
  { engine, operation }: Performing,
  work: Work,
  { verb, language }: { verb: 'provision' | 'deploy' | 'restore' | 'start'; language: Language },
): Promise<number> {
  const { github, store } = engine;
  const { repository, environment } = work;
  const noted = `once:${operation.id}:${verb}:deployment`;
  const known = await store.loadNote(noted);
  if (known !== null && known !== asked) return Number(known);
  if (known === null) await store.saveNote(noted, asked);
  const made = known === null ? [] : await github.listDeployments(repository, environment.name);
  const mine = made.find((deployment) => deployment.operation === operation.id);
  const { id } =
    mine ??
    (await github.createDeployment(repository, {
      sha: work.commit,
      task: `greenlight:${verb}`,
      environment: environment.name,
      production: environment.kind === 'production',
      description: sayDeployment(verb, environment.kind, 'running', language),
      payload: { operation: operation.id, task: work.task, round: work.round },
    }));
  await store.saveNote(noted, String(id));
  return id;
}
