import type { Job, Lane, NewJob } from '#ports/store.js';
import type { Event } from '#process/event.js';
import { lentRoles } from '#process/delegations.js';
import { newTask, taskKey } from '#process/new-task.js';
import { isGone } from '#process/is-gone.js';
import { isOvertaken } from './is-overtaken.js';
import type { Task } from '#process/task.js';
import { decideAndRecord, type Turn } from './decide-and-record.js';
import type { Engine } from './engine.js';
import { loadFacts, loadFactsOfOutcome } from './load-facts.js';
import { countFutile, isTiring, isWithoutRole } from './futile-words.js';
import { forgetLook } from './look.js';
import type { EventPayload } from './payloads.js';
import { readLabel } from './read-label.js';
import { projectJob } from './record.js';
import { retryLetters } from './retry-letters.js';
import { answerQuestion, sayMisspelt } from './say/answer-question.js';
import { markUntracked } from './say/mark-untracked.js';

type Said = Extract<EventPayload, { type: 'request' }>;
type Inner = Extract<EventPayload, { type: 'outcome' | 'wake' }>;
type OnSubject = Exclude<EventPayload, Inner>;

/** Does one job of a task's deciding lane: facts in, decision out, recorded. */
export async function handleEvent(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const payload = job.payload as EventPayload;
  const turn: Turn = { engine, lane, job };
  if (payload.type !== 'seen') forgetLook(lane);
  const key = 'task' in payload ? payload.task : taskKey(payload.repository.id, payload.number);
  const task = await engine.store.loadTask(key);
  const work = (): Promise<void> => {
    if ('task' in payload) return inner(turn, task, payload);
    return task === null ? beforeTask(turn, payload) : onTask(turn, task, payload);
  };
  await engine.github.withCause(causeOf(payload), work, 'gate');
}

const causeOf = (payload: EventPayload): string =>
  payload.type === 'request' ? payload.request.type : payload.type;

/** Something that nobody did on GitHub: an operation ended, or time has passed. */
async function inner(turn: Turn, task: Task | null, payload: Inner): Promise<void> {
  if (task === null) return finish(turn);
  const event: Event = payload.type === 'outcome' ? payload.event : { type: 'TimePassed' };
  if (event.type === 'ProductionGranted' && !(await isGranted(turn.engine, task))) return finish(turn);
  await decideAndRecord(turn, { task, event, loaded: await loadFactsOfOutcome(turn.engine, task, event) });
}

/** A grant that was taken back before it was heard is none: only this lane gives one back, so what is read here holds. */
async function isGranted({ store }: Engine, { key, repository }: Task): Promise<boolean> {
  const queue = await store.productionQueue(repository.id);
  return queue.some(({ task, granted }) => task === key && granted);
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
    case 'adopt': {
      const { repository, number, event } = payload;
      const loaded = await loadFacts(turn.engine, payload, { task: null, who: null, event });
      const title = loaded.facts.seen?.issue.title ?? '';
      await decideAndRecord(turn, { task: newTask({ repository, number, title }), event, loaded });
      return;
    }
    default:
      return finish(turn);
  }
}

async function onTask(turn: Turn, task: Task, payload: OnSubject): Promise<void> {
  const { engine } = turn;
  // Nothing can be read or said where the issue was, and the task ends by itself.
  if (isGone(task)) return finish(turn);
  if (await isIgnored(engine, task, payload)) return finish(turn);
  switch (payload.type) {
    case 'request':
      return request(turn, task, payload);
    case 'label':
      return labelled(turn, task, payload);
    case 'seen':
    case 'adopt':
      return looked(turn, task, payload);
    case 'told':
    case 'gone':
      await decideAndRecord(turn, {
        task,
        event: payload.event,
        loaded: await loadFactsOfOutcome(engine, task, payload.event),
      });
      return;
    case 'check-asked':
      return finish(turn, [lookAgain(engine, task, 'check')]);
    case 'question':
      return finish(turn, await answerQuestion(engine, task, payload));
    case 'misspelt':
      return finish(turn, await sayMisspelt(engine, task, { job: turn.job, payload }));
  }
}

/** Whoever fills an issue with words that come to nothing is not answered for the rest of the hour, until a role is given. */
async function isIgnored(engine: Engine, task: Task, payload: OnSubject): Promise<boolean> {
  switch (payload.type) {
    case 'request': {
      const { by, source } = payload.request;
      if (source.comment === null || !(await isTiring(engine, task.key, by))) return false;
      return isWithoutRole(engine, task, by);
    }
    case 'question':
    case 'misspelt':
      if (await isTiring(engine, task.key, payload.by)) return true;
      await countFutile(engine, task.key, payload.by);
      return false;
    default:
      return false;
  }
}

async function labelled(
  turn: Turn,
  task: Task,
  payload: Extract<EventPayload, { type: 'label' }>,
): Promise<void> {
  const { settings } = await turn.engine.configs.of(payload.repository);
  const asked = readLabel(payload, { task, settings });
  if (typeof asked === 'object') return request(turn, task, said(payload, asked));
  if (asked === 'look') return looked(turn, task, { ...payload, event: { type: 'IssueSeen' } });
  return finish(turn, asked === 'put back' ? [lookAgain(turn.engine, task, 'label')] : []);
}

async function looked(
  turn: Turn,
  task: Task,
  seen: Pick<
    Extract<EventPayload, { type: 'seen' | 'adopt' }>,
    'repository' | 'number' | 'change' | 'event'
  > & { readonly head?: string | null },
): Promise<void> {
  const { event, head = null } = seen;
  const loaded = await loadFacts(turn.engine, seen, { task, who: null, event, job: turn });
  await decideAndRecord(turn, { task, event, loaded, head });
}

async function request(turn: Turn, task: Task | null, payload: Said): Promise<void> {
  const { engine } = turn;
  const { repository, number, request: event, bot, word } = payload;
  const loaded = await loadFacts(engine, payload, { task, who: { login: event.by, bot }, event });
  if (isOvertaken(event, loaded.facts, loaded.config.settings)) return finish(turn, mend(engine, task));
  const title = loaded.facts.seen?.issue.title ?? '';
  const before = task ?? newTask({ repository, number, title });
  const done =
    event.type === 'RetryRequested' &&
    (await retryLetters(engine, { job: turn.job.id, task: before, event, loaded }));
  const { verdict } = await decideAndRecord(turn, { task: before, event, loaded, word, done });
  const { roles = [] } = loaded.facts.actor ?? {};
  const held = [...roles, ...lentRoles(before, event.by, loaded.facts.now)];
  if (!done && verdict === 'refused' && held.length === 0) await countFutile(engine, before.key, event.by);
}

/** What stands there now is put right, should it differ. */
function mend(engine: Engine, task: Task | null): readonly NewJob[] {
  return task === null ? [] : [lookAgain(engine, task, 'label')];
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
