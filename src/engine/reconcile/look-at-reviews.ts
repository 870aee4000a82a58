import { isOwnTask } from '#process/is-own-task.js';
import type { Instant, Task } from '#process/task.js';
import type { Engine } from '../engine.js';
import { aFound, type Found, lastOfEach, whatOfReview } from './found.js';
import type { Readings } from './open-readings.js';

/** What each reviewer of a task's change said last, when anything was said. */
export async function lookAtReviews(
  { github }: Engine,
  readings: Readings,
  { task, begun }: { task: Task; begun: Instant },
): Promise<readonly Found[]> {
  const { change, repository } = task;
  if (change?.open !== true) return [];
  const reviews = await readings.look(`reviews:${change.number}`, (etag) =>
    github.lookAtReviews(repository, change.number, etag),
  );
  const about = {
    number: change.number,
    branch: change.branch,
    body: isOwnTask(task) ? '' : `Closes #${task.number}`,
  };
  return lastOfEach(reviews ?? [])
    .filter(({ at }) => at >= begun)
    .map((review) => aFound(repository, review.by, { at: review.at, what: whatOfReview(review, about) }));
}
