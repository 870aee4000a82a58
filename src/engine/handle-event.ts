import type { Job, Lane, NewJob } from '#ports/store.js';
import { decide } from '#process/decide.js';
import type { Decision } from '#process/decision.js';
import type { Event, Request } from '#process/event.js';
import { newTask, taskKey } from '#process/new-task.js';
import type { Task } from '#process/task.js';
import { abortSuperseded } from './abort-superseded.js';
import type { Engine } from './engine.js';
import { handleLabel } from './handle-label.js';
import { laneOf } from './lanes.js';
import { type Loaded, loadFacts, loadFactsOfOutcome } from './load-facts.js';
import type { EventPayload, SayPayload, Subject } from './payloads.js';
import { planRecord, projectJob } from './record.js';
import { answerQuestion, sayMisspelt } from './say/answer-question.js';
import { markUntracked } from './say/mark-untracked.js';

/** Does one job of a task's deciding lane: facts in, decision out, recorded. */
export async function handleEvent(engine: Engine, lane: Lane, job: Job): Promise<void> {
  const payload = job.payload as EventPayload;
  const key = payload.type === 'outcome' ? payload.task : taskKey(payload.repository.id, payload.number);
  const task = await engine.store.loadTask(key);
  const nothing = (jobs: readonly NewJob[] = []): Promise<void> =>
    engine.store.finishJob(lane, job, { now: engine.clock.now(), jobs });

  switch (payload.type) {
    case 'outcome':
      if (task === null) return nothing();
      return decideAndRecord(engine, {
        lane,
        job,
        task,
        event: payload.event,
        loaded: await loadFactsOfOutcome(engine, task),
      });
    case 'request':
      if (task === null && payload.request.type !== 'TaskProposed') return nothing();
      return request(engine, { lane, job, task, payload });
    case 'label':
      return handleLabel(
        engine,
        { task, payload },
        {
          nothing,
          request: (asked) =>
            request(engine, {
              lane,
              job,
              task,
              payload: { ...payload, request: asked, word: null },
            }),
        },
      );
    case 'seen':
      if (task === null) return nothing(await markUntracked(engine, payload));
      return decideAndRecord(engine, {
        lane,
        job,
        task,
        event: payload.event,
        loaded: await loadFacts(engine, payload, { task, who: null }),
      });
    case 'question':
      return nothing(task === null ? [] : await answerQuestion(engine, task, payload));
    case 'misspelt':
      return nothing(task === null ? [] : sayMisspelt(engine, task, payload));
  }
}

async function request(
  engine: Engine,
  {
    lane,
    job,
    task,
    payload,
  }: {
    lane: Lane;
    job: Job;
    task: Task | null;
    payload: Subject & { request: Request; bot: boolean; word: string | null };
  },
): Promise<void> {
  const event = payload.request;
  const who = { login: event.by, bot: payload.bot };
  const loaded = await loadFacts(engine, payload, { task, who });
  const title = loaded.facts.seen?.issue.title ?? '';
  const before = task ?? newTask({ repository: payload.repository, number: payload.number, title });
  await decideAndRecord(engine, { lane, job, task: before, event, loaded, word: payload.word });
}

async function decideAndRecord(
  engine: Engine,
  {
    lane,
    job,
    task,
    event,
    loaded,
    word = null,
  }: { lane: Lane; job: Job; task: Task; event: Event; loaded: Loaded; word?: string | null },
): Promise<void> {
  const decision = decide(task, event, loaded.facts);
  const jobs = [...answerJobs({ task, event, loaded, word }, decision), ...mendJobs(event, task, loaded)];
  await engine.store.finishJob(
    lane,
    job,
    planRecord({ before: task, event, facts: loaded.facts, node: loaded.node }, decision, jobs),
  );
  abortSuperseded(engine, decision.task);
  engine.log.info(
    {
      task: task.key,
      event: event.type,
      verdict: decision.verdict,
      because: decision.because.code,
      stage: decision.task.stage,
    },
    'decided',
  );
}

/** The reaction to what a person said, and the reply when it was refused. */
function answerJobs(
  { task, event, loaded, word }: { task: Task; event: Event; loaded: Loaded; word: string | null },
  { verdict, because }: Decision,
): readonly NewJob[] {
  if (!('source' in event) || loaded.facts.actor?.bot) return [];
  const { comment, on } = event.source;
  if (comment === null && verdict !== 'refused') return [];
  const payload: SayPayload = {
    type: 'answer',
    task: task.key,
    repository: task.repository,
    on,
    comment,
    done: verdict !== 'refused',
    because,
    word,
  };
  return [{ lane: laneOf('say', task.key), kind: 'say', payload, due: loaded.facts.now, dedupe: null }];
}

/** A label that was set by hand and refused is put back. */
function mendJobs(event: Event, task: Task, { facts, node }: Loaded): readonly NewJob[] {
  return event.type === 'StageLabelSet' ? [projectJob(task.key, { now: facts.now, node, again: true })] : [];
}
