import type { Job, Lane, NewJob } from '#ports/store.js';
import { decide } from '#process/decide.js';
import type { Decision } from '#process/decision.js';
import type { Event } from '#process/event.js';
import type { Task } from '#process/task.js';
import { abortSuperseded } from './abort-superseded.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';
import type { Loaded } from './load-facts.js';
import type { EventPayload, SayPayload } from './payloads.js';
import { noticeJobs } from './notify.js';
import { planSecond, planSuccessors } from './second-changes.js';
import { planRecord, projectJob } from './record.js';
import { wakeJobs } from './wakes.js';

/** One job of a deciding lane, and who does it. */
export interface Turn {
  readonly engine: Engine;
  readonly lane: Lane;
  readonly job: Job;
}

interface Question {
  readonly task: Task;
  readonly event: Event;
  readonly loaded: Loaded;
  /** The command's word, when a person typed one. */
  readonly word?: string | null;
  /** What was asked for is done outside the process, which may refuse its own part of it. */
  readonly done?: boolean;
  /** The head of the pull request that moved. */
  readonly head?: string | null;
}

/** Decides, and stores the decision with everything that follows from it, in one transaction. */
export async function decideAndRecord({ engine, lane, job }: Turn, question: Question): Promise<Decision> {
  const { task, event, loaded } = question;
  const { facts, node, config } = loaded;
  const decision = decide(task, event, facts);
  const found = foundOf(job.payload as EventPayload);
  const jobs = [
    ...answerJobs(question, decision),
    ...mendJobs(question, decision),
    ...lookAgainJobs(question, decision, found),
    ...planSecond(question, decision.task),
    ...(await planSuccessors(engine.store, { before: task, after: decision.task, now: facts.now })),
    ...wakeJobs(decision.task, facts.rules),
    ...noticeJobs(engine, decision, { settings: loaded.config.settings, now: facts.now }),
  ];
  const sources = config.settings.roles;
  const record = planRecord({ before: task, event, facts, sources, node, found }, decision, jobs);
  await engine.store.finishJob(lane, job, record);
  await abortSuperseded(engine, { before: task, after: decision.task });
  logDecision(engine, question, decision);
  measureStages(engine, question, decision);
  return decision;
}

/** A stage that was only passed through took no time. */
function measureStages({ meters }: Engine, { task, loaded }: Question, { moves }: Decision): void {
  if (task.version === 0) return;
  moves.forEach(({ from }, index) => meters.left(from, index === 0 ? loaded.facts.now - task.since : 0));
}

/** Set when no delivery told it. */
const foundOf = (payload: EventPayload): 'reconciled' | undefined =>
  'found' in payload ? payload.found : undefined;

function logDecision({ log }: Engine, { task, event, loaded }: Question, decision: Decision): void {
  const { verdict, because, moves } = decision;
  const { key, stage, round } = decision.task;
  log.info(
    {
      task: key,
      at: loaded.facts.now,
      event: event.type,
      by: 'by' in event ? event.by : null,
      verdict,
      because: because.code,
      from: task.stage,
      stage,
      round,
      moves: moves.map((move) => ({ ...move, because: move.because.code })),
    },
    'decided',
  );
}

/** The reaction to what a person said, and the reply when it was refused. */
function answerJobs(
  { task, event, loaded, word = null, done = false }: Question,
  { verdict, because }: Decision,
): readonly NewJob[] {
  if (!('source' in event) || loaded.facts.actor?.bot) return [];
  const { on } = event.source;
  const comment = event.source.node ?? null;
  const refused = verdict === 'refused' && !done;
  if (comment === null && !refused) return [];
  const payload: SayPayload = {
    type: 'answer',
    task: task.key,
    repository: task.repository,
    on,
    comment,
    done: !refused,
    because,
    asked: event.type,
    by: event.by,
    word,
  };
  return [{ lane: laneOf('say', task.key), kind: 'say', payload, due: loaded.facts.now, dedupe: null }];
}

/**
 * A check that moved on a head which no task was known to have is told to nobody. So whoever takes a new head with pending
 * checks looks once more, now that the head is on record: what was told before is seen by it, what comes after is told.
 */
function lookAgainJobs(
  { task: before, loaded }: Question,
  { task }: Decision,
  found: 'reconciled' | undefined,
): readonly NewJob[] {
  const { change, repository, number, key } = task;
  if (change === null || change.head === before.change?.head || change.checks.state !== 'pending') return [];
  const event = { type: 'ChangeSeen', change: change.number } as const;
  const payload: EventPayload = {
    type: 'seen',
    repository,
    number,
    change: change.number,
    head: null,
    event,
    ...(found && { found }),
  };
  return [{ lane: laneOf('decide', key), kind: 'event', payload, due: loaded.facts.now, dedupe: null }];
}

/** A label that was set by hand and refused is put back; a button that was refused is put there anew, so that another click is another one. */
function mendJobs(
  { task, event, loaded: { facts, node } }: Question,
  { verdict }: Decision,
): readonly NewJob[] {
  const isRefusedClick = verdict === 'refused' && 'source' in event && event.source.button === true;
  const look = event.type === 'StageLabelSet' ? 'label' : isRefusedClick ? 'check' : null;
  return look === null ? [] : [projectJob(task.key, { now: facts.now, node, look })];
}
