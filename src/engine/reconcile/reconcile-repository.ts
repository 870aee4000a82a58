import { createHash } from 'node:crypto';
import { stageLabels } from '#wording/stage-labels.js';
import type { SeenChange, SeenEvent, SeenIssue } from '#ports/lookout.js';
import type { NewJob } from '#ports/store.js';
import { isGone } from '#process/is-gone.js';
import { isResting } from '#process/is-resting.js';
import { taskKey } from '#process/new-task.js';
import type { Instant, RepositoryRef, Task } from '#process/task.js';
import type { Engine } from '../engine.js';
import { findTasks } from '../find-tasks.js';
import { projectJob } from '../record.js';
import { differs } from './differs.js';
import { aFound, type Found, nobody, whatOfChange, whatOfComment, whatOfEvent } from './found.js';
import { isOfAnotherStage } from './is-of-another-stage.js';
import { type Listed, lookAtLists } from './look-at-lists.js';
import { lookAtReviews } from './look-at-reviews.js';
import { lookAtTask } from './look-at-task.js';
import { type Readings, openReadings } from './open-readings.js';
import { tell } from './tell.js';

/** One look at everything. `turn` counts the looks; `begun`: nothing that happened before is looked at. */
interface Pass {
  readonly engine: Engine;
  readonly repository: RepositoryRef;
  readonly readings: Readings;
  readonly now: Instant;
  readonly turn: number;
  readonly begun: Instant;
}

/** What a look came to. */
export interface Reconciled {
  /** What no delivery had told, by kind. */
  readonly repaired: readonly string[];
  readonly looks: number;
  readonly unchanged: number;
  readonly jobs: readonly NewJob[];
}

/** Each task is looked at alone once in so many looks at the least: of it lists tell nearly everything. */
const turns = 8;
/** In one look so many tasks are looked at alone, and so many that wait for checks; the others with the next ones. */
const mostAlone = 60;
const mostWaiting = 100;
/** Tasks that are looked at alone at the same time. */
const atOnce = 4;

/**
 * Compares a repository and its open tasks with GitHub. What no delivery told is told now, through the same door: whatever comes
 * later by a delivery counts once. What stands on issues and is not what Greenlight put there is put right.
 */
export async function reconcileRepository(
  engine: Engine,
  repository: RepositoryRef,
  { turn, begun }: { turn: number; begun: Instant },
): Promise<Reconciled> {
  const { store, github, clock } = engine;
  const readings = await openReadings(store, repository.id);
  const here = await lookAtNames(engine, readings, repository);
  const pass: Pass = { engine, repository: here.repository, readings, now: clock.now(), turn, begun };
  const listed = await lookAtLists(github, readings, pass);
  const single = await lookAtTasks(pass);
  const changes = await foundInChanges(pass, listed.changes);
  const texts = await foundInTexts(pass, listed.issues);
  const people = await foundOfPeople(pass, listed);
  const found = [...here.found, ...people, ...changes, ...texts, ...single.found].sort((a, b) => a.at - b.at);
  const repaired = await tell(engine, found);
  const jobs = [...single.jobs, ...(await mendLabels(pass, listed))];
  // Only now: whoever is stopped before this finds all of it again.
  await readings.save();
  return { ...readings.count(), jobs, repaired: [...repaired, ...jobs.map(() => 'shown')] };
}

/** The repository by the name that it has now, and whether name or live moved. */
async function lookAtNames(
  { github, clock }: Engine,
  readings: Readings,
  known: RepositoryRef,
): Promise<{ repository: RepositoryRef; found: readonly Found[] }> {
  const seen = await readings.look('repository', (etag) => github.lookAtRepository(known, etag));
  const [owner = known.owner, name = known.name, defaultBranch = ''] =
    seen === null
      ? (readings.valueOf('repository') ?? '').split('\n')
      : [seen.owner, seen.name, seen.defaultBranch];
  if (seen !== null) readings.keep('repository', [owner, name, defaultBranch].join('\n'));
  const repository = { ...known, owner, name };
  const at = clock.now();
  const isRenamed = owner !== known.owner || name !== known.name;
  const renamed = isRenamed ? [aFound(repository, nobody, { at, what: { kind: 'renamed' } })] : [];
  const head = await readings.look('live', (etag) => github.lookAtBranch(repository, defaultBranch, etag));
  if (head === null) return { repository, found: renamed };
  const isNews = ![null, head].includes(readings.valueOf('live'));
  readings.keep('live', head);
  const moved = isNews ? [aFound(repository, nobody, { at, what: { kind: 'live', head } })] : [];
  return { repository, found: [...renamed, ...moved] };
}

/** Comments, labels, issues that were closed or opened again, dismissed reviews. */
async function foundOfPeople(
  { engine, repository }: Pass,
  { comments, events, changes }: Listed,
): Promise<readonly Found[]> {
  const own = `${engine.appSlug}[bot]`;
  const byNumber = new Map(changes.map((change) => [change.number, change]));
  const texts = new Map(changes.map(({ number, body }) => [number, body]));
  const found: Found[] = [];
  for (const event of events) {
    const what = event.by.login === own ? null : whatOfEvent(event, byNumber);
    if (what !== null) found.push(aFound(repository, event.by, { at: event.at, what }));
  }
  for (const comment of comments) {
    const what = whatOfComment(comment, texts);
    if (what === null) continue;
    const one = aFound(repository, comment.by, { at: comment.written, what });
    const [subject] = await findTasks(engine.store, one.signal);
    const { prefix } = (await engine.configs.of(repository)).settings.labels;
    if (!isOfAnotherStage(comment, { task: subject?.number ?? 0, events, own, prefix })) found.push(one);
  }
  return found;
}

/** Pull requests that are other than their tasks know, and what reviews say of those that changed. */
async function foundInChanges(pass: Pass, changes: readonly SeenChange[]): Promise<readonly Found[]> {
  const { engine, repository, readings } = pass;
  const found: Found[] = [];
  for (const change of changes) {
    const moved = aFound(repository, change.by, { at: change.changed, what: whatOfChange(change) });
    const [subject] = await findTasks(engine.store, moved.signal);
    const task = subject && (await engine.store.loadTask(taskKey(repository.id, subject.number)));
    if (task == null || differs(change, task)) found.push({ ...moved, like: change });
    if (task != null && !isResting(task.stage))
      found.push(...(await lookAtReviews(engine, readings, { ...pass, task })));
  }
  return found;
}

/** Titles and texts of issues: checklists are scenarios. */
async function foundInTexts(
  { engine, repository, readings }: Pass,
  issues: readonly SeenIssue[],
): Promise<readonly Found[]> {
  const found: Found[] = [];
  for (const { number, isChange, title, body, changed } of issues) {
    const task = isChange ? null : await engine.store.loadTask(taskKey(repository.id, number));
    if (task === null || isResting(task.stage)) continue;
    const digest = createHash('sha256')
      .update(JSON.stringify([title, body]))
      .digest('base64url');
    const before = readings.valueOf(`text:${number}`);
    readings.keep(`text:${number}`, digest);
    if (before === digest) continue;
    const what = { kind: 'issue', number, action: 'edited', at: changed } as const;
    found.push({ ...aFound(repository, nobody, { at: changed, what }), like: digest });
  }
  return found;
}

async function lookAtTasks({
  engine,
  repository,
  readings,
  ...pass
}: Pass): Promise<Awaited<ReturnType<typeof lookAtTask>>> {
  const tasks = await loadOpenTasks(engine, repository.id);
  const waiting = tasks.filter(({ change }) => change?.open === true && change.checks.state === 'pending');
  const alone = inTurn(tasks, {
    turn: pass.turn,
    every: Math.max(turns, Math.ceil(tasks.length / mostAlone)),
  });
  const due = inTurn(waiting, { turn: pass.turn, every: Math.ceil(waiting.length / mostWaiting) });
  const chosen = tasks.filter((task) => alone.has(task) || due.has(task));
  const looked = [];
  for (let from = 0; from < chosen.length; from += atOnce)
    looked.push(
      ...(await Promise.all(
        chosen
          .slice(from, from + atOnce)
          .map((task) => lookAtTask(engine, readings, { ...pass, task, whole: alone.has(task) })),
      )),
    );
  return { found: looked.flatMap(({ found }) => found), jobs: looked.flatMap(({ jobs }) => jobs) };
}

/** One in `every`, another one each turn. */
function inTurn<T>(all: readonly T[], { turn, every }: { turn: number; every: number }): ReadonlySet<T> {
  return new Set(all.filter((_, index) => (index + turn) % every === 0));
}

async function loadOpenTasks({ store }: Engine, repository: number): Promise<readonly Task[]> {
  const tasks: Task[] = [];
  for (const key of await store.openTasks(repository)) {
    const task = await store.loadTask(key);
    if (task !== null && !isGone(task)) tasks.push(task);
  }
  return tasks;
}

/** Issues that carry another stage label than their task's. One whose label somebody just changed is left to what that asks for. */
async function mendLabels(
  { engine, repository, now }: Pass,
  { issues, events }: Listed,
): Promise<readonly NewJob[]> {
  const jobs: NewJob[] = [];
  const own = `${engine.appSlug}[bot]`;
  const isAsked = (number: number): boolean =>
    events.some((event: SeenEvent) => event.number === number && event.by.login !== own && 'label' in event);
  for (const { number, labels } of issues) {
    const task = isAsked(number) ? null : await engine.store.loadTask(taskKey(repository.id, number));
    if (task === null || isGone(task)) continue;
    const shown = await engine.store.loadShown(task.key);
    const { labels: named, language } = (await engine.configs.of(repository)).settings;
    const stages = stageLabels(named.prefix, language);
    const standing = labels.filter((label) => stages.some(({ name }) => name === label));
    const wanted = stages.find(({ stage }) => stage === task.stage)?.name;
    const isRight = standing.length === 1 && standing[0] === wanted;
    if (!isRight && shown.version === task.version)
      jobs.push(projectJob(task.key, { now, node: null, look: 'label' }));
  }
  return jobs;
}
