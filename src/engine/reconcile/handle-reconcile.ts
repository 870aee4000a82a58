import { GitHubFault } from '#errors/github-fault.js';
import type { Job, Lane, NewJob } from '#ports/store.js';
import type { Instant, RepositoryRef } from '#process/task.js';
import type { Engine } from '../engine.js';
import { laneKinds } from '../lanes.js';
import { receive } from '../receive.js';
import type { Rhythm } from '../rhythm.js';
import { aFound, nobody } from './found.js';
import { openReadings } from './open-readings.js';
import { reconcileRepository } from './reconcile-repository.js';

/** What is asked of a lane: to look at one repository, or at all of them, at once or spread over a while. */
type Payload = { readonly repository: RepositoryRef } | { readonly spread: boolean };

/** When Greenlight first looked: what was told before that is known by other ids. */
const noteOfBeginning = 'reconciled-since';

/** A look at everything, at once, when a process starts. */
export function firstReconcileJob(now: Instant, owner: string): NewJob {
  return reconcileJob({ spread: false }, { due: now, lane: 'all', name: owner });
}

/** The look that is due at `at`: one in each stretch of time, on whatever replica. */
function nextReconcileJob(at: Instant, rhythm: Rhythm): NewJob {
  return reconcileJob({ spread: true }, { due: at, lane: 'all', name: String(turnOf(at, rhythm)) });
}

function reconcileJob(
  payload: Payload,
  { due, lane, name }: { due: Instant; lane: string; name: string },
): NewJob {
  return {
    lane: `${laneKinds.reconcile}${lane}`,
    kind: 'reconcile',
    payload,
    due,
    dedupe: `reconcile:${name}`,
  };
}

const turnOf = (at: Instant, { reconcileMs }: Rhythm): number => Math.floor(at / reconcileMs);

/** From here on what happens on GitHub is looked for. */
export async function beginReconciling({ store, clock }: Pick<Engine, 'store' | 'clock'>): Promise<void> {
  if ((await store.loadNote(noteOfBeginning)) !== null) return;
  // GitHub tells times to the second: what happens in this one has begun before it.
  await store.saveNote(noteOfBeginning, String(Math.floor(clock.now() / 1_000) * 1_000));
}

/** Does one job of a reconciling lane. */
export async function handleReconcile(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const payload = job.payload as Payload;
  const jobs = await engine.github.withCause('reconcile', () =>
    'repository' in payload ? look(engine, payload.repository) : planLooks(engine, { job, ...payload }),
  );
  await engine.store.finishJob(lane, job, { now: engine.clock.now(), jobs });
}

/** A look at each repository that ever had a task or that the App may see, and the next look at all of them. */
async function planLooks(
  engine: Engine,
  { job, spread }: { job: Job; spread: boolean },
): Promise<readonly NewJob[]> {
  const { store, clock, rhythm } = engine;
  const now = clock.now();
  const tasked = await store.repositories();
  const known = new Map(tasked.map((repository) => [repository.id, repository]));
  for (const repository of await seenRepositories(engine, tasked)) known.set(repository.id, repository);
  const looks = [...known.values()].map((repository) => {
    const { id } = repository;
    const due = now + (spread ? id % Math.ceil(rhythm.reconcileMs / 3) : 0);
    return reconcileJob({ repository }, { due, lane: String(id), name: `${id}:${job.id}` });
  });
  return [...looks, nextReconcileJob(now + rhythm.reconcileMs, rhythm)];
}

/** The repositories of every installation; of one that came unseen its labels are made. One request for each installation, and one. */
async function seenRepositories(
  engine: Engine,
  tasked: readonly RepositoryRef[],
): Promise<readonly RepositoryRef[]> {
  const { github, deliveries, store, log } = engine;
  try {
    const readings = await openReadings(store, 0);
    const all: RepositoryRef[] = [];
    for (const installation of await deliveries.listInstallations()) {
      const name = `installation:${installation}`;
      const before = JSON.parse(readings.valueOf(name) ?? 'null') as readonly RepositoryRef[] | null;
      const seen = await readings.look(name, (etag) => github.lookAtInstallation(installation, etag));
      if (seen !== null) {
        await tellOfNew(engine, seen, before ?? tasked);
        readings.keep(name, JSON.stringify(seen));
      }
      all.push(...(seen ?? before ?? []));
    }
    await readings.save();
    return all;
  } catch (error) {
    if (!(error instanceof GitHubFault)) throw error;
    log.warn({ error: error.message }, 'GitHub does not say where the App is installed');
    return [];
  }
}

async function tellOfNew(
  engine: Engine,
  seen: readonly RepositoryRef[],
  before: readonly RepositoryRef[],
): Promise<void> {
  const known = new Set(before.map(({ id }) => id));
  for (const repository of seen.filter(({ id }) => !known.has(id))) {
    const { signal } = aFound(repository, nobody, { at: 0, what: { kind: 'installed' } });
    await receive(engine, `found:installed:${repository.installation}`, signal);
  }
}

/** Where the App was taken away there is nothing to look at. */
async function look(engine: Engine, repository: RepositoryRef): Promise<readonly NewJob[]> {
  const { store, clock, rhythm, log } = engine;
  const begun = Number(await store.loadNote(noteOfBeginning));
  try {
    const { jobs, ...counted } = await reconcileRepository(engine, repository, {
      turn: turnOf(clock.now(), rhythm),
      begun,
    });
    for (const what of counted.repaired) engine.meters.repaired(what);
    for (const what of counted.repaired) engine.meters.repaired(what);
    if (counted.repaired.length > 0)
      log.info({ repository: repository.id, ...counted }, 'what no delivery told was found');
    return jobs;
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.kind === 'retry') throw error;
    log.warn({ repository, error: error.message }, 'a repository cannot be looked at');
    return [];
  }
}
