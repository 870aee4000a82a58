import { UnderWay } from '#errors/under-way.js';
import type { NewJob } from '#ports/store.js';
import { isResting } from '#process/is-resting.js';
import { taskKey } from '#process/new-task.js';
import type { Instant, RepositoryRef, Task } from '#process/task.js';
import { whatIsLeft } from '#process/what-is-left.js';
import { type Leftover, sayLeftover } from '#wording/say-environment.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';
import type { SayPayload } from './payloads.js';

/** Between telling of a leftover and removing it. */
const graceMs = 3_600_000;

/** Something of a sandbox whose task is over. */
interface Orphan {
  readonly name: string;
  readonly task: Task;
}

/**
 * Looks for sandboxes of which something is left, here or on GitHub, although their task is over: tells of them on the issue first,
 * and removes them an hour later. What belongs to no known task is only logged: another server may be at work on it.
 */
export async function findOrphans(engine: Engine, repository: RepositoryRef): Promise<readonly NewJob[]> {
  const jobs: NewJob[] = [];
  for (const name of await listStanding(engine, repository)) {
    const orphan = await asOrphan(engine, repository, name);
    if (orphan !== null) jobs.push(...(await lookAfter(engine, orphan)));
  }
  return jobs;
}

async function listStanding(
  { github, environments, configs }: Engine,
  repository: RepositoryRef,
): Promise<readonly string[]> {
  const { settings } = await configs.of(repository);
  const here = await environments.standing({ repository, settings: settings.environments });
  const shown = await github.listEnvironments(repository);
  const own = `sandbox-${repository.id}-`;
  return [...new Set([...(here ?? []), ...shown])].filter((name) => name.startsWith(own)).sort();
}

/** `null`: its task goes on, or nobody knows whose it is. */
async function asOrphan(
  { store, log }: Engine,
  repository: RepositoryRef,
  name: string,
): Promise<Orphan | null> {
  const [, number, trial] = /^sandbox-\d+-(\d+)(-trial)?$/.exec(name) ?? [];
  const task = number === undefined ? null : await store.loadTask(taskKey(repository.id, Number(number)));
  if (task === null) {
    log.warn({ sandbox: name, repository }, 'a sandbox stands that belongs to no known task');
    return null;
  }
  const isOver = isResting(task.stage) || (trial !== undefined && task.awaiting === null);
  return isOver ? { name, task } : null;
}

async function lookAfter(engine: Engine, { name, task }: Orphan): Promise<readonly NewJob[]> {
  const { store, clock, log } = engine;
  const noted = `orphan:${task.repository.id}:${name}`;
  const now = clock.now();
  const since = Number((await store.loadNote(noted)) ?? 0);
  if (since === 0) {
    log.warn({ sandbox: name, task: task.key }, 'something of a sandbox is left although its task is over');
    await store.saveNote(noted, String(now));
    return tell(engine, { name, task, since: now }, { state: 'found', removedAt: now + graceMs });
  }
  if (now - since < graceMs) return [];
  const left = await remove(engine, { name, task, since });
  if (left === null) return [];
  await store.saveNote(noted, left.state === 'removed' ? '0' : String(since));
  return tell(engine, { name, task, since }, left);
}

/** `null`: somebody else is still at it. */
async function remove(
  { github, environments, configs, log }: Engine,
  { name, task, since }: Orphan & { since: Instant },
): Promise<Leftover | null> {
  const { repository, key, round } = task;
  const file = await github.loadConfig(repository);
  const { settings } = await configs.take(repository, file);
  try {
    const gone = await environments.destroy({
      id: `orphan:${name}:${since}`,
      repository,
      task: key,
      round,
      environment: { name, kind: 'sandbox' },
      commit: file.commit,
      scripts: file.commit,
      fork: false,
      source: await github.gitSource(repository),
      settings: settings.environments,
      signal: new AbortController().signal,
      onLog: () => undefined,
    });
    if (gone.kind === 'failed') return { state: 'kept', why: gone.why };
    await github.removeEnvironment(repository, name);
    const left = whatIsLeft(gone.receipt);
    log.info({ sandbox: name, receipt: gone.receipt }, 'what was left of a sandbox was removed');
    return left.length === 0 ? { state: 'removed' } : { state: 'kept', why: left.join(', ') };
  } catch (error) {
    if (error instanceof UnderWay) return null;
    throw error;
  }
}

/** On the issue, once for each thing that there is to say. */
async function tell(
  { configs, clock }: Engine,
  { name, task, since }: Orphan & { since: Instant },
  leftover: Leftover,
): Promise<readonly NewJob[]> {
  const { settings } = await configs.of(task.repository);
  const id = `orphan:${name}:${since}:${leftover.state}`;
  const body = sayLeftover(name, leftover, settings.language);
  const { repository, number: on } = task;
  const payload: SayPayload = { type: 'reply', repository, on, comment: null, body, id };
  return [{ lane: laneOf('say', task.key), kind: 'say', payload, due: clock.now(), dedupe: id }];
}
