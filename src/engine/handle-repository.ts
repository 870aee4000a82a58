import { intakeLabel, stageLabels } from '#wording/stage-labels.js';
import { versionLabels } from '#wording/version-labels.js';
import { GitHubFault } from '#errors/github-fault.js';
import type { Job, Lane, NewJob } from '#ports/store.js';
import type { RepositoryRef, TaskKey } from '#process/task.js';
import type { Engine } from './engine.js';
import { judgeConfigChange } from './judge-config-change.js';
import { hearAnswer } from './hear-answer.js';
import { findOrphans } from './find-orphans.js';
import { isOfDefaults } from './open-defaults.js';
import { laneOf, laneOfRepository } from './lanes.js';
import type { EventPayload, RepositoryPayload } from './payloads.js';
import { projectJob } from './record.js';
import { answerDeployment } from './say/answer-deployment.js';
import { answerGroup } from './say/answer-group.js';

/** No task waits for these. */
const later: readonly RepositoryPayload['type'][] = ['installed', 'sandboxes', 'config-change'];

/** Does one job of a repository's lane. */
export async function handleRepository(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const payload = job.payload as RepositoryPayload;
  const priority = later.includes(payload.type) ? 'ordinary' : 'gate';
  const jobs = await engine.github.withCause(payload.type, () => handle(engine, payload), priority);
  await engine.store.finishJob(lane, job, { now: engine.clock.now(), jobs });
}

async function handle(engine: Engine, payload: RepositoryPayload): Promise<readonly NewJob[]> {
  const { repository } = payload;
  switch (payload.type) {
    case 'installed':
      return [...(await makeLabels(engine, repository)), ...(await tellOfDefaults(engine, repository))];
    case 'live':
      return [
        ...(await lookAtConfig(engine, repository)),
        ...(await tellOfDefaults(engine, repository)),
        ...(await lookAtMerge(engine, repository)),
      ];
    case 'defaults':
      return lookAtConfig(engine, repository);
    case 'sandboxes':
      return lookForOrphans(engine, repository);
    case 'renamed':
      return takeName(engine, repository);
    case 'config-change':
      await judgeConfigChange(engine, payload);
      return [];
    case 'group':
      await answerGroup(engine, payload);
      return [];
    case 'deployment-asked':
      await answerDeployment(engine, payload);
      return [];
    case 'deployment-answered':
      return hearAnswer(engine, payload);
  }
}

/** Where the App was taken away there is nothing to look after; that is logged when it comes to light. */
async function lookForOrphans(engine: Engine, repository: RepositoryRef): Promise<readonly NewJob[]> {
  const { store, log } = engine;
  const noted = `unreached:${repository.id}`;
  try {
    const jobs = await findOrphans(engine, repository);
    if ((await store.loadNote(noted)) === '1') await store.saveNote(noted, '');
    return jobs;
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.kind === 'retry') throw error;
    if ((await store.loadNote(noted)) !== '1') {
      log.warn({ repository, error: error.message }, 'sandboxes of a repository cannot be looked after');
      await store.saveNote(noted, '1');
    }
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

/** A merge that waits for others was approved on the live version of then. Costs no request where none waits. */
async function lookAtMerge({ store, clock }: Engine, repository: RepositoryRef): Promise<readonly NewJob[]> {
  const [holder] = await store.productionQueue(repository.id);
  const task = holder === undefined ? null : await store.loadTask(holder.task);
  const { by } = task?.merging ?? {};
  if (task === null || by === undefined || by === 'greenlight') return [];
  const { number, change, product } = task;
  const event = { type: 'LiveSeen', live: product?.live ?? '' } as const;
  const subject = { repository, number, change: change?.number ?? null };
  const payload: EventPayload = { type: 'seen', ...subject, head: null, event };
  return [{ lane: laneOf('decide', task.key), kind: 'event', payload, due: clock.now(), dedupe: null }];
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
