import type { Job, Lane, NewJob } from '#ports/store.js';
import type { Instant, RepositoryRef } from '#process/task.js';
import type { Engine } from './engine.js';
import { laneKinds, laneOfRepository } from './lanes.js';
import type { RepositoryPayload } from './payloads.js';

const everyMs = 3_600_000;
/** What was done is looked at by nobody; a few days help whoever looks for what went wrong. */
const keptMs = 3 * 86_400_000;

/**
 * Notes that count while one operation, comment or commit is worked on. Whatever is not named here is kept: cursors, configurations,
 * releases, what stands in an environment, which issues and pull requests Greenlight made.
 */
const passingNotes = [
  'once:',
  'release:',
  'told:',
  'help:',
  'futile:',
  'watch:',
  'pipeline:',
  'trial:',
  'untracked:',
  'config-judged:',
  'revert-green:',
  'deployment-for:',
  'deployment-answer:',
] as const;
/** GitHub delivers again for days, and an operation waits for its pipeline for hours: nothing asks for these any more. */
const notesKeptMs = 90 * 86_400_000;

const hourOf = (at: Instant): number => Math.floor(at / everyMs);

/** The housekeeping that is due at `at`: one in an hour, on whatever replica. */
export function tidyJob(at: Instant): NewJob {
  return { lane: laneKinds.tidy, kind: 'tidy', payload: null, due: at, dedupe: `tidy:${hourOf(at)}` };
}

/** Deletes jobs that were done days ago, looks after sandboxes, and sees to it that this is done again in an hour. */
export async function handleTidy({ store, clock, log }: Engine, lane: Lane, job: Job): Promise<void> {
  const now = clock.now();
  const pruned = await store.prune({ before: now - keptMs });
  if (pruned > 0) log.info({ pruned }, 'old jobs were deleted');
  const notes = await store.pruneNotes({ prefixes: passingNotes, before: now - notesKeptMs });
  if (notes > 0) log.info({ notes }, 'old notes were deleted');
  const repositories = await store.repositories();
  const looks = repositories.map((repository) => sandboxesJob(repository, now));
  await store.finishJob(lane, job, { now, jobs: [tidyJob(now + everyMs), ...looks] });
}

/** Spread over the hour, so that a thousand repositories do not ask GitHub in the same minute; what takes long holds up nothing else. */
function sandboxesJob({ id, ...names }: RepositoryRef, now: Instant): NewJob {
  const payload: RepositoryPayload = { type: 'sandboxes', repository: { id, ...names } };
  const lane = `${laneOfRepository(id)}:sandboxes`;
  const due = now + (id % everyMs);
  return { lane, kind: 'repository', payload, due, dedupe: `sandboxes:${id}:${hourOf(now)}` };
}
