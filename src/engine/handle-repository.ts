import { intakeLabel, stageLabels } from '#wording/stage-labels.js';
import type { Job, Lane, NewJob } from '#ports/store.js';
import type { RepositoryRef, TaskKey } from '#process/task.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';
import type { EventPayload, RepositoryPayload } from './payloads.js';
import { projectJob } from './record.js';

/** Does one job of a repository's lane. */
export async function handleRepository(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const { type, repository } = job.payload as RepositoryPayload;
  const jobs = await engine.github.withCause(type, () =>
    type === 'installed' ? makeLabels(engine, repository) : lookAtConfig(engine, repository),
  );
  await engine.store.finishJob(lane, job, { now: engine.clock.now(), jobs });
}

/** The labels are there before anybody needs one. */
async function makeLabels(engine: Engine, repository: RepositoryRef): Promise<readonly NewJob[]> {
  const { labels, language } = (await engine.configs.of(repository)).settings;
  const { intake, prefix } = labels;
  for (const look of [intakeLabel(intake, language), ...stageLabels(prefix, language)])
    await engine.github.putLabel(repository, look);
  return [];
}

/** A configuration that changed may change what every open task shows; one that cannot be used is said where people look. */
async function lookAtConfig(
  { github, configs, store, clock }: Engine,
  repository: RepositoryRef,
): Promise<readonly NewJob[]> {
  const open = await store.openTasks(repository.id);
  if (open.length === 0) return [];
  const noted = `config:${repository.id}`;
  const file = await github.loadConfig(repository);
  await configs.take(repository, file);
  const blob = file.blob ?? 'none';
  if ((await store.loadNote(noted)) === blob) return [];
  await store.saveNote(noted, blob);
  const now = clock.now();
  return open.flatMap((task) => [
    lookAtTask(repository, task, now),
    projectJob(task, { now, node: null, look: 'always' }),
  ]);
}

/** What a broken configuration held up goes on, and what the new one asks of people counts from now on. */
function lookAtTask(repository: RepositoryRef, task: TaskKey, now: number): NewJob {
  const number = Number(task.split('#')[1]);
  const event = { type: 'IssueSeen' } as const;
  const payload: EventPayload = { type: 'seen', repository, number, change: null, head: null, event };
  return { lane: laneOf('decide', task), kind: 'event', payload, due: now, dedupe: null };
}
