import type { NewJob } from '#ports/store.js';
import type { Signal } from '#ports/signal.js';
import { taskKey } from '#process/new-task.js';
import type { Engine } from './engine.js';
import { helpedJobs } from './help-jobs.js';
import { isOfDefaults } from './open-defaults.js';
import { laneOf, laneOfRepository } from './lanes.js';
import type { EventPayload, RepositoryPayload, SayPayload, Subject } from './payloads.js';
import { findTasks } from './find-tasks.js';
import { identityOf, isForgotten } from './identity-of.js';
import { planPayloads } from './plan-payloads.js';

/**
 * Stores what a delivery asks for, and returns after the commit how many jobs of it are news. `delivery` is GitHub's id, the
 * same when it is delivered again; what people said counts once also under another id. Costs no request. The order in which
 * deliveries are stored is the order in which a task answers them.
 */
export function receive(engine: Engine, delivery: string, signal: Signal): Promise<number> {
  if (isForgotten(signal, engine.clock.now())) {
    engine.log.warn({ delivery, said: signal.what.kind }, 'what was said long ago is not taken any more');
    return Promise.resolve(0);
  }
  return engine.giveWay.storing(() => store(engine, delivery, signal));
}

async function store(engine: Engine, delivery: string, signal: Signal): Promise<number> {
  const jobs = await planJobs(engine, delivery, signal);
  if (jobs.length === 0) return 0;
  const stored = await engine.store.enqueue(jobs);
  const again = jobs.filter((_, index) => stored[index] === 'rearmed');
  const now = engine.clock.now();
  // A job is taken up again that had been given up: what the task says of that is over.
  if (again.length > 0) await engine.store.enqueue(again.flatMap((job) => helpedJobs(job, now)));
  return stored.filter((result) => result === 'new' || result === 'rearmed').length;
}

async function planJobs(engine: Engine, delivery: string, signal: Signal): Promise<readonly NewJob[]> {
  const { repository, what } = signal;
  const now = engine.clock.now();
  const payload = ofRepository(signal);
  if (payload !== null) {
    if (what.kind === 'live') await engine.configs.forget(repository.id, delivery);
    if (isOfDefaults(repository)) await engine.configs.forgetDefaults(repository.owner, delivery);
    // Found or told, once is enough.
    const dedupe =
      what.kind === 'installed'
        ? `installed:${repository.installation}:${repository.id}`
        : `${delivery}:${repository.id}`;
    return [{ lane: laneOfRepository(repository.id), kind: 'repository', payload, due: now, dedupe }];
  }
  const subjects = await findTasks(engine.store, signal);
  const ofSubjects = subjects.flatMap((found) => {
    const subject = { ...found, ...(signal.found && { found: signal.found }) };
    const dedupe = identityOf(signal, subject) ?? `${delivery}:${subject.number}`;
    const payloads = planPayloads(signal, subject);
    return [
      ...(payloads.length > 0 ? noticedJobs(signal, subject, { now, dedupe }) : []),
      ...payloads.map((payload, index) => eventJob(payload, { now, dedupe: `${dedupe}:${index}` })),
    ];
  });
  return [...ofSubjects, ...configJobs(signal, { now, delivery })];
}

/** Whatever task it belongs to: a pull request may change the configuration. */
function configJobs(
  { repository, what }: Signal,
  { now, delivery }: { now: number; delivery: string },
): readonly NewJob[] {
  if (what.kind !== 'change') return [];
  const { number: change, head } = what;
  const payload: RepositoryPayload = { type: 'config-change', repository, change, head };
  // A lane of its own: what is said on a proposal never holds up the configuration that counts.
  const lane = `${laneOfRepository(repository.id)}:proposals`;
  return [{ lane, kind: 'repository', payload, due: now, dedupe: `${delivery}:config` }];
}

/** What concerns the whole repository, and no task alone; else `null`. */
function ofRepository({ repository, what }: Signal): RepositoryPayload | null {
  switch (what.kind) {
    case 'live':
    case 'installed':
    case 'renamed':
      return { type: what.kind, repository };
    case 'group':
      return { type: 'group', repository, head: what.head, base: what.base, branch: what.into };
    case 'deployment-asked': {
      const { run, environment, sha } = what;
      return { type: 'deployment-asked', repository, run, environment, sha };
    }
    case 'deployment-answered': {
      const { task, deployment, answer } = what;
      return { type: 'deployment-answered', repository, task, deployment, answer };
    }
    default:
      return null;
  }
}

/** Whoever writes a command sees at once that it has arrived, however long its turn takes. */
function noticedJobs(
  { what, sender }: Signal,
  { repository, number }: Subject,
  { now, dedupe }: { now: number; dedupe: string },
): readonly NewJob[] {
  if (what.kind !== 'comment') return [];
  const task = taskKey(repository.id, number);
  const payload: SayPayload = {
    type: 'noticed',
    task,
    repository,
    on: what.number,
    comment: what.node,
    by: sender.login,
  };
  return [{ lane: laneOf('say', task), kind: 'say', payload, due: now, dedupe: `${dedupe}:noticed` }];
}

function eventJob(
  payload: Exclude<EventPayload, { type: 'outcome' | 'wake' }>,
  { now, dedupe }: { now: number; dedupe: string },
): NewJob {
  const lane = laneOf('decide', taskKey(payload.repository.id, payload.number));
  // News that say the same, word for word, are heard once.
  const joins = payload.type === 'seen' ? `seen:${JSON.stringify(payload)}` : null;
  return { lane, kind: 'event', payload, due: now, dedupe, joins };
}
