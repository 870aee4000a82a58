import { renderExplain } from '#wording/render-explain.js';
import { renderHelp } from '#wording/render-help.js';
import { renderStatus } from '#wording/render-status.js';
import { sayUnknownCommand } from '#wording/say-refusal.js';
import type { Job, NewJob } from '#ports/store.js';
import { lentRoles } from '#process/delegations.js';
import type { Task } from '#process/task.js';
import type { Engine } from '../engine.js';
import { laneOf } from '../lanes.js';
import { loadRoles } from '../load-roles.js';
import type { EventPayload, SayPayload } from '../payloads.js';
import { isFirstTelling } from './is-first-telling.js';
import { placeInQueue } from './place-in-queue.js';

type Asked = Extract<EventPayload, { type: 'question' }>;

/** `/status`, `/explain` and `/help`: one reply, and nothing in the journal. */
export async function answerQuestion(engine: Engine, task: Task, payload: Asked): Promise<readonly NewJob[]> {
  if (payload.bot) return [];
  return [
    replyJob(task, {
      comment: payload.comment,
      on: payload.change ?? payload.number,
      body: await answer(engine, task, payload),
      now: engine.clock.now(),
    }),
  ];
}

async function answer(engine: Engine, task: Task, { ask, by }: Asked): Promise<string> {
  const { settings, problem } = await engine.configs.of(task.repository);
  switch (ask) {
    case 'StatusAsked':
      return renderStatus({ task, settings, problem, queue: await placeInQueue(engine, task) });
    case 'ExplainAsked': {
      const journal = await engine.store.loadJournal(task.key);
      const queue = await placeInQueue(engine, task);
      return renderExplain({ task, journal, settings, problem, queue });
    }
    case 'HelpAsked': {
      const { repository } = task;
      const held = await loadRoles(engine.github, { repository, login: by, settings });
      const roles = [...new Set([...held, ...lentRoles(task, by, engine.clock.now())])];
      return renderHelp({ task, roles, settings });
    }
  }
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
