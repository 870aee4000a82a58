import { intakeLabel, stageLabels } from '#wording/stage-labels.js';
import { versionLabels } from '#wording/version-labels.js';
import type { Job, Lane, NewJob } from '#ports/store.js';
import type { RepositoryRef, TaskKey } from '#process/task.js';
import type { Engine } from './engine.js';
import { judgeConfigChange } from './judge-config-change.js';
import { isOfDefaults } from './open-defaults.js';
import { laneOf, laneOfRepository } from './lanes.js';
import type { EventPayload, RepositoryPayload } from './payloads.js';
import { projectJob } from './record.js';

/** Does one job of a repository's lane. */
export async function handleRepository(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const payload = job.payload as RepositoryPayload;
  const jobs = await engine.github.withCause(payload.type, () => handle(engine, payload));
  await engine.store.finishJob(lane, job, { now: engine.clock.now(), jobs });
}

async function handle(engine: Engine, payload: RepositoryPayload): Promise<readonly NewJob[]> {
  switch (payload.type) {
    case 'installed':
      return [
        ...(await makeLabels(engine, payload.repository)),
        ...(await tellOfDefaults(engine, payload.repository)),
      ];
    case 'live':
      return [
        ...(await lookAtConfig(engine, payload.repository)),
        ...(await tellOfDefaults(engine, payload.repository)),
      ];
    case 'defaults':
      // Whichever process does this had them from before.
      engine.configs.forgetDefaults(payload.repository.owner);
      return lookAtConfig(engine, payload.repository);
    case 'renamed':
      return takeName(engine, payload.repository);
    case 'config-change':
      await judgeConfigChange(engine, payload);
      return [];
  }
}

/** The labels are there before anybody needs one. */
async function makeLabels(engine: Engine, repository: RepositoryRef): Promise<readonly NewJob[]> {
  const { labels, language } = (await engine.configs.of(repository)).settings;
  const { intake, prefix, release } = labels;
  const looks = [
    intakeLabel(intake, language),
    ...stageLabels(prefix, language),
    ...versionLabels(release, language),
  ];
  for (const look of looks) await engine.github.putLabel(repository, look);
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
  const below = await configs.defaultsOf(repository);
  const blob = [file.blob ?? 'none', ...(below === null ? [] : [below.blob])].join('+');
  if ((await store.loadNote(noted)) === blob) return [];
  await store.saveNote(noted, blob);
  const now = clock.now();
  return open.flatMap((task) => [
    lookAtTask(repository, task, now),
    projectJob(task, { now, node: null, look: 'always' }),
  ]);
}

/** What may hold an owner's defaults came or moved: each of the owner's repositories with open tasks looks at them. */
async function tellOfDefaults(
  { store, clock }: Engine,
  repository: RepositoryRef,
): Promise<readonly NewJob[]> {
  if (!isOfDefaults(repository)) return [];
  const open = await store.openRepositories();
  const owned = open.filter(
    ({ id, owner }) => id !== repository.id && owner.toLowerCase() === repository.owner.toLowerCase(),
  );
  return owned.map((other) => {
    const payload: RepositoryPayload = { type: 'defaults', repository: other };
    const lane = laneOfRepository(other.id);
    return { lane, kind: 'repository', payload, due: clock.now(), dedupe: null };
  });
}

/** Every open task learns what its repository is called now; those at rest do when somebody touches them. */
async function takeName({ store, clock }: Engine, repository: RepositoryRef): Promise<readonly NewJob[]> {
  const open = await store.openTasks(repository.id);
  return open.map((task) => lookAtTask(repository, task, clock.now()));
}

/** What a broken configuration held up goes on, and what the new one asks of people counts from now on. */
function lookAtTask(repository: RepositoryRef, task: TaskKey, now: number): NewJob {
  const number = Number(task.split('#')[1]);
  const event = { type: 'IssueSeen' } as const;
  const payload: EventPayload = { type: 'seen', repository, number, change: null, head: null, event };
  return { lane: laneOf('decide', task), kind: 'event', payload, due: now, dedupe: null };
}
