import { sayRefusal } from '#wording/say-refusal.js';
import type { Job, Lane } from '#ports/store.js';
import type { Engine } from '../engine.js';
import type { SayPayload } from '../payloads.js';
import { callPeople } from './call-people.js';
import { isFirstTelling } from './is-first-telling.js';
import { markSecond } from './mark-second.js';
import { project } from './project.js';
import { postOnce } from './post-once.js';

/** Does one job of a task's saying lane. */
export async function handleSay(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const payload = job.payload as SayPayload;
  await engine.github.withCause(payload.type, () => say(engine, payload, job));
  await engine.store.finishJob(lane, job, { now: engine.clock.now() });
}

async function say(engine: Engine, payload: SayPayload, job: Job): Promise<void> {
  switch (payload.type) {
    case 'project':
      return project(engine, payload, job.attempts);
    case 'call':
      return callPeople(engine, payload, job.attempts);
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

/** Of an issue that is no task nothing is noticed. */
async function notice(
  { store, github }: Engine,
  { task, repository, comment }: Extract<SayPayload, { type: 'noticed' }>,
): Promise<void> {
  if (comment === null || (await store.loadTask(task)) === null) return;
  await github.react(repository, comment, 'eyes');
}

/** A reaction says done or refused; a refusal gets one short reply as well, the first time. */
async function answer(
  engine: Engine,
  payload: Extract<SayPayload, { type: 'answer' }>,
  job: Job,
): Promise<void> {
  const { repository, comment, on, done, because, word, asked } = payload;
  if (comment !== null) await engine.github.react(repository, comment, done ? '+1' : 'confused');
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
