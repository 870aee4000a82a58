import { UnderWay } from '#errors/under-way.js';
import type { NewJob } from '#ports/store.js';
import { isResting } from '#process/is-resting.js';
import { taskKey } from '#process/new-task.js';
import type { Instant, RepositoryRef, Task } from '#process/task.js';
import { whatIsLeft } from '#process/what-is-left.js';
import { type Leftover, sayLeftover } from '#wording/say-environment.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';
import { noteOfTrial } from './note-of-trial.js';
import type { SayPayload } from './payloads.js';

const hourMs = 3_600_000;
/** Between telling of a leftover and removing it. */
const graceMs = hourMs;
/** What could not be removed is tried again then. */
const againMs = 24 * hourMs;

/** Something of a sandbox that nobody needs any more. */
interface Orphan {
  readonly name: string;
  readonly task: Task;
  readonly isTrial: boolean;
}

/** What is remembered of one until it is gone. */
interface Found {
  /** When it was told of. */
  readonly since: Instant;
  /** When to remove it. */
  readonly due: Instant;
  /** Removals that failed. */
  readonly tries: number;
}

type Known = Readonly<Record<string, Found>>;

/** What one look came to: what is said, and what is remembered; `null`: it is gone. */
interface Looked {
  readonly jobs: readonly NewJob[];
  readonly found: Found | null;
}

/**
 * Looks for sandboxes of which something is left, here or on GitHub, although nobody needs them: tells of them on the issue first,
 * and removes them an hour later. What belongs to no known task is only logged: another server may be at work on it. GitHub is
 * asked once a day, and while something is known to be left.
 */
export async function findOrphans(engine: Engine, repository: RepositoryRef): Promise<readonly NewJob[]> {
  const { store } = engine;
  const noted = `orphans:${repository.id}`;
  const before = await store.loadNote(noted);
  const known = JSON.parse(before ?? '{}') as Known;
  const jobs: NewJob[] = [];
  const after: Record<string, Found> = {};
  for (const name of await listStanding(engine, repository, known)) {
    const orphan = await asOrphan(engine, repository, name);
    if (orphan === null) continue;
    const looked = await lookAfter(engine, orphan, known[name] ?? null);
    if (looked.found !== null) after[name] = looked.found;
    jobs.push(...looked.jobs);
  }
  const text = JSON.stringify(after);
  if (text !== (before ?? '{}')) await store.saveNote(noted, text);
  return jobs;
}

async function listStanding(
  { github, environments, configs, clock }: Engine,
  repository: RepositoryRef,
  known: Known,
): Promise<readonly string[]> {
  const { settings } = await configs.of(repository);
  const here = await environments.standing({ repository, settings: settings.environments });
  const isDay = Math.floor(clock.now() / hourMs) % 24 === repository.id % 24;
  const isAsked = isDay || Object.keys(known).length > 0;
  const shown = isAsked ? await github.listEnvironments(repository) : [];
  const own = `sandbox-${repository.id}-`;
  return [...new Set([...(here ?? []), ...shown])].filter((name) => name.startsWith(own)).sort();
}

/** `null`: somebody needs it, or nobody knows whose it is. */
async function asOrphan(engine: Engine, repository: RepositoryRef, name: string): Promise<Orphan | null> {
  const [, number, trial] = /^sandbox-\d+-(\d+)(-trial)?$/.exec(name) ?? [];
  const key = number === undefined ? null : taskKey(repository.id, Number(number));
  const task = key === null ? null : await engine.store.loadTask(key);
  if (task === null) {
    engine.log.warn({ sandbox: name, repository }, 'a sandbox stands that belongs to no known task');
    return null;
  }
  const orphan = { name, task, isTrial: trial !== undefined };
  return (await isNeeded(engine, orphan)) ? null : orphan;
}

/** A backup may be tried beside whatever the task waits for. */
async function isNeeded(
  { store, clock, configs }: Engine,
  { name, task, isTrial }: Orphan,
): Promise<boolean> {
  if (!isTrial) return !isResting(task.stage);
  if (!isResting(task.stage) && task.awaiting !== null) return true;
  const used = Number((await store.loadNote(noteOfTrial(name))) ?? 0);
  const { timeoutMs } = (await configs.of(task.repository)).settings.environments;
  return clock.now() < used + timeoutMs + hourMs;
}

async function lookAfter(engine: Engine, orphan: Orphan, known: Found | null): Promise<Looked> {
  const { clock, log } = engine;
  const { name, task } = orphan;
  const now = clock.now();
  // Its task went on in between: it is another leftover now.
  if (known === null || known.since < task.since) {
    log.warn({ sandbox: name, task: task.key }, 'something is left of a sandbox that nobody needs');
    const found = { since: now, due: now + graceMs, tries: 0 };
    const state = orphan.isTrial ? 'trial found' : 'found';
    return { found, jobs: await tell(engine, orphan, { found, leftover: { state, removedAt: found.due } }) };
  }
  if (now < known.due) return { found: known, jobs: [] };
  const leftover = await remove(engine, orphan, known);
  if (leftover === null) return { found: known, jobs: [] };
  const found = leftover.state === 'kept' ? { ...known, due: now + againMs, tries: known.tries + 1 } : null;
  return { found, jobs: await tell(engine, orphan, { found: known, leftover }) };
}

/** `null`: somebody is at it, or needs it again. */
async function remove(engine: Engine, orphan: Orphan, { since, tries }: Found): Promise<Leftover | null> {
  const { github, environments, configs, log } = engine;
  const { name, task } = orphan;
  const { repository, key, round } = task;
  const file = await github.loadConfig(repository);
  const { settings } = await configs.take(repository, file);
  const source = await github.gitSource(repository);
  if ((await asOrphan(engine, repository, name)) === null) return null;
  try {
    const gone = await environments.destroy({
      id: `orphan:${name}:${since}:${tries}`,
      repository,
      task: key,
      round,
      environment: { name, kind: 'sandbox' },
      commit: file.commit,
      scripts: file.commit,
      fork: false,
      source,
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
  { name, task }: Orphan,
  { found: { since }, leftover }: { found: Found; leftover: Leftover },
): Promise<readonly NewJob[]> {
  const { settings } = await configs.of(task.repository);
  const id = `orphan:${name}:${since}:${leftover.state}`;
  const body = sayLeftover(name, leftover, settings.language);
  const { repository, number: on } = task;
  const payload: SayPayload = { type: 'reply', repository, on, comment: null, body, id };
  return [{ lane: laneOf('say', task.key), kind: 'say', payload, due: clock.now(), dedupe: id }];
}
