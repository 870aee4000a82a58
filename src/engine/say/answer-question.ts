import { renderHelp } from '#wording/render-help.js';
import { renderStatus } from '#wording/render-status.js';
import { sayUnknownCommand } from '#wording/say-refusal.js';
import type { Job, NewJob } from '#ports/store.js';
import type { Task } from '#process/task.js';
import type { Engine } from '../engine.js';
import { laneOf } from '../lanes.js';
import { loadRoles } from '../load-roles.js';
import type { EventPayload, SayPayload } from '../payloads.js';
import { isFirstTelling } from './is-first-telling.js';
import { placeInQueue } from './place-in-queue.js';

/** `/status` and `/help`: one reply, and nothing in the journal. */
export async function answerQuestion(
  engine: Engine,
  task: Task,
  payload: Extract<EventPayload, { type: 'question' }>,
): Promise<readonly NewJob[]> {
  if (payload.bot) return [];
  const { settings, problem } = await engine.configs.of(task.repository);
  const roles = await loadRoles(engine.github, { repository: task.repository, login: payload.by, settings });
  const body =
    payload.ask === 'status'
      ? renderStatus({ task, settings, problem, queue: await placeInQueue(engine, task) })
      : renderHelp({ task, roles, settings });
  return [
    replyJob(task, {
      comment: payload.comment,
      on: payload.change ?? payload.number,
      body,
      now: engine.clock.now(),
    }),
  ];
}

/** A word that is nearly a command: say which one was probably meant. Words of other bots are left alone. */
export async function sayMisspelt(
  engine: Engine,
  task: Task,
  { job, payload }: { job: Job; payload: Extract<EventPayload, { type: 'misspelt' }> },
): Promise<readonly NewJob[]> {
  const { word, nearest, usage, comment, on, by } = payload;
  if (nearest === null && usage === null) return [];
  if (!(await isFirstTelling(engine, { task, what: `/${word}`, by, job }))) return [];
  const { settings } = await engine.configs.of(task.repository);
  return [
    replyJob(task, {
      comment,
      on,
      body: sayUnknownCommand({ word, nearest, usage, language: settings.language }),
      now: engine.clock.now(),
    }),
  ];
}

function replyJob(task: Task, reply: { comment: number; on: number; body: string; now: number }): NewJob {
  const { comment, on, body, now } = reply;
  const payload: SayPayload = {
    type: 'reply',
    repository: task.repository,
    on,
    comment: null,
    body,
    id: `reply:${comment}`,
  };
  return { lane: laneOf('say', task.key), kind: 'say', payload, due: now, dedupe: null };
}
