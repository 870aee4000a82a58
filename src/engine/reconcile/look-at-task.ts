import { createHash } from 'node:crypto';
import type { NewJob } from '#ports/store.js';
import type { Instant, Task } from '#process/task.js';
import type { Engine } from '../engine.js';
import { projectJob } from '../record.js';
import { aFound, type Found, nobody } from './found.js';
import { lookAtReviews } from './look-at-reviews.js';
import type { Readings } from './open-readings.js';

/** What one look at a task came to. */
export interface Looked {
  readonly found: readonly Found[];
  readonly jobs: readonly NewJob[];
}

/**
 * What no list tells of a task: whether its issue and its card are still there, its reviews, and what checks say of its head. `whole`
 * false: of these only the checks. Two requests, or five.
 */
export async function lookAtTask(
  engine: Engine,
  readings: Readings,
  { task, whole, now, begun }: { task: Task; whole: boolean; now: Instant; begun: Instant },
): Promise<Looked> {
  const { github } = engine;
  const checks = lookAtChecks(engine, readings, { task, now });
  if (!whole) return { found: await checks, jobs: [] };
  const { repository, number } = task;
  const [there, card, ...found] = await Promise.all([
    readings.look(`issue:${number}`, (etag) => github.lookAtIssue(repository, number, etag)),
    lookAtCard(engine, readings, { task, now }),
    lookAtReviews(engine, readings, { task, begun }),
    checks,
  ]);
  const gone = { at: now, what: { kind: 'issue-gone', number } } as const;
  return {
    found: [...(there === 'gone' ? [aFound(repository, nobody, gone)] : []), ...found.flat()],
    jobs: card,
  };
}

async function lookAtChecks(
  { github }: Engine,
  readings: Readings,
  { task: { change, number, repository }, now }: { task: Task; now: Instant },
): Promise<readonly Found[]> {
  if (change?.open !== true) return [];
  const { head } = change;
  const moved = await Promise.all([
    isNews(readings, { name: `runs:${number}`, head }, (etag) => github.lookAtRuns(repository, head, etag)),
    isNews(readings, { name: `statuses:${number}`, head }, (etag) =>
      github.lookAtStatuses(repository, head, etag),
    ),
  ]);
  return moved.includes(true)
    ? [aFound(repository, nobody, { at: now, what: { kind: 'checks', head } })]
    : [];
}

/** Whether checks say something else than the last time. Of a head that is looked at first that they say anything is news. */
async function isNews(
  readings: Readings,
  { name, head }: { name: string; head: string },
  ask: Parameters<typeof readings.look<string>>[1],
): Promise<boolean> {
  const before = readings.valueOf(name);
  const known = before?.startsWith(`${head}:`) === true;
  const said = await readings.look(name, (etag) => ask(known ? etag : null));
  if (said === null) return false;
  const value = `${head}:${said === '' ? '' : createHash('sha256').update(said).digest('base64url')}`;
  readings.keep(name, value);
  return known ? value !== before : said !== '';
}

/** A card that was deleted or rewritten is put back, with the label. */
async function lookAtCard(
  { github, store }: Engine,
  readings: Readings,
  { task, now }: { task: Task; now: Instant },
): Promise<readonly NewJob[]> {
  const shown = await store.loadShown(task.key);
  if (shown.card === null || shown.version !== task.version) return [];
  const { comment, body } = shown.card;
  const name = `card:${task.number}`;
  const isSame = readings.valueOf(name) === String(comment);
  const seen = await readings.look(name, async (etag) => {
    const look = await github.lookAtComment(task.repository, comment, isSame ? etag : null);
    return look && { etag: look.etag, value: { says: look.value } };
  });
  if (seen === null) return [];
  readings.keep(name, String(comment));
  if (seen.says?.trim() === body.trim()) return [];
  return [projectJob(task.key, { now, node: null, look: 'card' })];
}
