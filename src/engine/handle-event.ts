import type { Job, Lane, NewJob } from '#ports/store.js';
import type { Event } from '#process/event.js';
import { newTask, taskKey } from '#process/new-task.js';
import type { Task } from '#process/task.js';
import { decideAndRecord, type Turn } from './decide-and-record.js';
import type { Engine } from './engine.js';
import { loadFacts, loadFactsOfOutcome } from './load-facts.js';
import type { EventPayload } from './payloads.js';
import { readLabel } from './read-label.js';
import { projectJob } from './record.js';
import { answerQuestion, sayMisspelt } from './say/answer-question.js';
import { markUntracked } from './say/mark-untracked.js';

type Said = Extract<EventPayload, { type: 'request' }>;
type Inner = Extract<EventPayload, { type: 'outcome' | 'wake' }>;
type OnSubject = Exclude<EventPayload, Inner>;

/** Does one job of a task's deciding lane: facts in, decision out, recorded. */
export async function handleEvent(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const payload = job.payload as EventPayload;
  const turn: Turn = { engine, lane, job };
  const key = 'task' in payload ? payload.task : taskKey(payload.repository.id, payload.number);
  const task = await engine.store.loadTask(key);
  await engine.github.withCause(causeOf(payload), () => {
    if ('task' in payload) return inner(turn, task, payload);
    return task === null ? beforeTask(turn, payload) : onTask(turn, task, payload);
  });
}

const causeOf = (payload: EventPayload): string =>
  payload.type === 'request' ? payload.request.type : payload.type;

/** Something that nobody did on GitHub: an operation ended, or time has passed. */
async function inner(turn: Turn, task: Task | null, payload: Inner): Promise<void> {
  if (task === null) return finish(turn);
  const event: Event = payload.type === 'outcome' ? payload.event : { type: 'TimePassed' };
  await decideAndRecord(turn, { task, event, loaded: await loadFactsOfOutcome(turn.engine, task) });
}

/** Nothing of it is a task yet: only the intake label makes it one. */
async function beforeTask(turn: Turn, payload: OnSubject): Promise<void> {
  switch (payload.type) {
    case 'label': {
      const { settings } = await turn.engine.configs.of(payload.repository);
      const asked = readLabel(payload, { task: null, settings });
      return typeof asked === 'string' ? finish(turn) : request(turn, null, said(payload, asked));
    }
    case 'seen':
      return finish(turn, await markUntracked(turn.engine, payload, { asked: false }));
    case 'check-asked':
      return finish(turn, await markUntracked(turn.engine, payload, { asked: true }));
    default:
      return finish(turn);
  }
}

async function onTask(turn: Turn, task: Task, payload: OnSubject): Promise<void> {
  const { engine } = turn;
  switch (payload.type) {
    case 'request':
      return request(turn, task, payload);
    case 'label': {
      const { settings } = await engine.configs.of(payload.repository);
      const asked = readLabel(payload, { task, settings });
      if (typeof asked === 'object') return request(turn, task, said(payload, asked));
      return finish(turn, asked === 'put back' ? [lookAgain(engine, task, 'label')] : []);
    }
    case 'seen': {
      const loaded = await loadFacts(engine, payload, { task, who: null });
      return decideAndRecord(turn, { task, event: payload.event, loaded });
    }
    case 'check-asked':
      return finish(turn, [lookAgain(engine, task, 'check')]);
    case 'question':
      return finish(turn, await answerQuestion(engine, task, payload));
    case 'misspelt':
      return finish(turn, await sayMisspelt(engine, task, { job: turn.job, payload }));
  }
}

async function request(turn: Turn, task: Task | null, payload: Said): Promise<void> {
  const { repository, number, request: event, bot, word } = payload;
  const loaded = await loadFacts(turn.engine, payload, { task, who: { login: event.by, bot } });
  const title = loaded.facts.seen?.issue.title ?? '';
  const before = task ?? newTask({ repository, number, title });
  await decideAndRecord(turn, { task: before, event, loaded, word });
}

function said(
  { repository, number, change, bot }: Extract<EventPayload, { type: 'label' }>,
  asked: Said['request'],
): Said {
  return { type: 'request', repository, number, change, bot, request: asked, word: null };
}

function lookAgain({ clock }: Engine, task: Task, look: 'label' | 'check'): NewJob {
  return projectJob(task.key, { now: clock.now(), node: null, look });
}

function finish({ engine, lane, job }: Turn, jobs: readonly NewJob[] = []): Promise<void> {
  return engine.store.finishJob(lane, job, { now: engine.clock.now(), jobs });
}
