import { sayRefusal } from '#wording/say-refusal.js';
import { GitHubFault } from '#errors/github-fault.js';
import type { Priority } from '#ports/github.js';
import type { Job, Lane } from '#ports/store.js';
import type { Engine } from '../engine.js';
import { isTiring } from '../futile-words.js';
import { taskOfLane } from '../lanes.js';
import type { SayPayload } from '../payloads.js';
import { callForHelp } from './call-for-help.js';
import { callPeople } from './call-people.js';
import { isFirstTelling } from './is-first-telling.js';
import { markSecond } from './mark-second.js';
import { project, projectCheck } from './project.js';
import { postOnce } from './post-once.js';

/** Does one job of a task's saying lane. */
export async function handleSay(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const payload = job.payload as SayPayload;
  const work = (): Promise<void> => say(engine, payload, job);
  try {
    await engine.github.withCause(payload.type, work, priorityOf(payload));
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.limit !== 'budget') throw error;
    // What waits for room here holds up the lane, and the check is behind it: for that some is kept.
    const task = taskOfLane(lane.key);
    if (task !== null) await projectCheck(engine, task);
    throw soon(error);
  }
  await engine.store.finishJob(lane, job, { now: engine.clock.now() });
}

function priorityOf(payload: SayPayload): Priority {
  switch (payload.type) {
    case 'project':
    case 'noticed':
      return 'cosmetic';
    case 'call':
      return payload.operation.kind === 'CallPeople' && payload.operation.call === 'reminder'
        ? 'cosmetic'
        : 'ordinary';
    case 'answer':
    case 'reply':
    case 'help':
      return 'ordinary';
    case 'second':
      return 'gate';
  }
}

/** So often a lane that waits for room looks whether its check is right. */
const checkMs = 30_000;

function soon({ message, retryAfterMs }: GitHubFault): GitHubFault {
  const afterMs = Math.min(checkMs, retryAfterMs ?? checkMs);
  return new GitHubFault(message, { kind: 'retry', limit: 'budget', retryAfterMs: afterMs });
}

async function say(engine: Engine, payload: SayPayload, job: Job): Promise<void> {
  switch (payload.type) {
    case 'project':
      return project(engine, payload, job.attempts);
    case 'call':
      return callPeople(engine, payload, job.attempts);
    case 'help':
      return callForHelp(engine, payload, job.attempts);
    case 'reply':
      await postOnce(engine, { ...payload, number: payload.on }, job.attempts);
      return;
    case 'second':
      return markSecond(engine, payload, job.attempts);
    case 'noticed':
      return notice(engine, payload);
    case 'answer':
      return answer(engine, payload, job);
  }
}

/** Of an issue that is no task nothing is noticed. That a comment has arrived is told at once or not at all. */
async function notice(
  engine: Engine,
  { task, repository, comment, by }: Extract<SayPayload, { type: 'noticed' }>,
): Promise<void> {
  if (comment === null || (await engine.store.loadTask(task)) === null) return;
  if (by !== undefined && (await isTiring(engine, task, by))) return;
  try {
    await engine.github.react(repository, comment, 'eyes');
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.limit === null) throw error;
  }
}

/** A reaction says done or refused; a refusal gets one short reply as well, the first time. */
async function answer(
  engine: Engine,
  payload: Extract<SayPayload, { type: 'answer' }>,
  job: Job,
): Promise<void> {
  const { repository, comment, on, done, because, word, asked } = payload;
  const react = (node: string): Promise<void> =>
    engine.github.react(repository, node, done ? '+1' : 'confused');
  if (comment !== null) await engine.github.withCause('answer', () => react(comment), 'cosmetic');
  if (done) return;
  const task = payload.task === null ? null : await engine.store.loadTask(payload.task);
  // A button or a label gets no reaction: whoever was refused a comment hears it once more there.
  const what = `${comment === null ? 'without a comment: ' : ''}${JSON.stringify(because)}`;
  const first = await isFirstTelling(engine, { task, what, by: payload.by, job });
  if (!first) return;
  const { settings } = await engine.configs.of(repository);
  const body = sayRefusal(because, { task, word, settings, asked });
  await postOnce(engine, { repository, number: on, body, id: `answer:${job.id}` }, job.attempts);
}
