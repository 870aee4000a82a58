import { parseComment, type ParsedCommand } from '#commands/parse-comment.js';
import type { NewJob } from '#ports/store.js';
import type { Signal } from '#ports/signal.js';
import { taskKey } from '#process/new-task.js';
import type { Request } from '#process/event.js';
import type { Engine } from './engine.js';
import { laneOf } from './lanes.js';
import type { EventPayload, Subject } from './payloads.js';
import { findTasks } from './find-tasks.js';

/**
 * Stores what a delivery asks for, and returns after the commit. `delivery` is GitHub's id, the same when it is delivered
 * again. Costs no request. The order in which deliveries are stored is the order in which a task answers them.
 */
export async function receive(engine: Engine, delivery: string, signal: Signal): Promise<void> {
  if (signal.what.kind === 'live') engine.configs.forget(signal.repository.id);
  const subjects = await findTasks(engine.store, signal);
  const now = engine.clock.now();
  const jobs = subjects.flatMap((subject) =>
    planPayloads(signal, subject).map((payload, index) =>
      eventJob(payload, { now, dedupe: `${delivery}:${subject.number}:${index}` }),
    ),
  );
  if (jobs.length > 0) await engine.store.enqueue(jobs);
}

function eventJob(
  payload: Exclude<EventPayload, { type: 'outcome' }>,
  { now, dedupe }: { now: number; dedupe: string },
): NewJob {
  const lane = laneOf('decide', taskKey(payload.repository.id, payload.number));
  return { lane, kind: 'event', payload, due: now, dedupe };
}

/** What one delivery asks of one task; a comment may hold several commands. */
function planPayloads(
  signal: Signal,
  subject: Subject,
): readonly Exclude<EventPayload, { type: 'outcome' }>[] {
  const { what, sender } = signal;
  const { login: by, bot } = sender;
  switch (what.kind) {
    case 'comment':
      return parseComment(what.body).flatMap((parsed) =>
        commandPayload(parsed, { subject, by, bot, comment: what.comment, on: what.number }),
      );
    case 'review': {
      const source = { comment: null, on: what.number, commit: what.commit };
      const request: Request =
        what.state === 'approved'
          ? { type: 'Approved', note: what.body === '' ? null : what.body, by, source }
          : { type: 'Rejected', reason: what.body, by, source };
      return [{ type: 'request', ...subject, request, bot, word: null }];
    }
    case 'label':
      return [{ type: 'label', ...subject, action: what.action, label: what.label, by, bot }];
    case 'issue':
      return issuePayload(what.action, { subject, by, bot });
    case 'change':
      return [
        { type: 'seen', ...subject, event: { type: 'ChangeSeen', change: what.number }, head: what.head },
      ];
    case 'checks':
      return [
        { type: 'seen', ...subject, event: { type: 'ChangeSeen', change: subject.change ?? 0 }, head: null },
      ];
    default:
      return [];
  }
}

interface Speaker {
  readonly subject: Subject;
  readonly by: string;
  readonly bot: boolean;
}

function issuePayload(
  action: 'closed' | 'reopened' | 'edited',
  { subject, by, bot }: Speaker,
): readonly Exclude<EventPayload, { type: 'outcome' }>[] {
  const source = { comment: null, on: subject.number };
  switch (action) {
    case 'edited':
      return [{ type: 'seen', ...subject, event: { type: 'IssueSeen' }, head: null }];
    case 'closed':
      return [
        {
          type: 'request',
          ...subject,
          request: { type: 'TaskCancelled', why: null, by, source },
          bot,
          word: null,
        },
      ];
    case 'reopened':
      return [
        { type: 'request', ...subject, request: { type: 'IssueReopened', by, source }, bot, word: null },
      ];
  }
}

function commandPayload(
  parsed: ParsedCommand,
  { subject, by, bot, comment, on }: Speaker & { comment: number; on: number },
): readonly Exclude<EventPayload, { type: 'outcome' }>[] {
  if (parsed.kind === 'unknown') {
    if (parsed.nearest === null) return [];
    return [
      {
        type: 'misspelt',
        ...subject,
        word: parsed.word,
        nearest: parsed.nearest,
        usage: null,
        by,
        comment,
        on,
      },
    ];
  }
  if (parsed.kind === 'problem') {
    return [
      {
        type: 'misspelt',
        ...subject,
        word: parsed.word,
        nearest: null,
        usage: parsed.usage,
        by,
        comment,
        on,
      },
    ];
  }
  const { command } = parsed;
  if (command.type === 'StatusAsked' || command.type === 'HelpAsked') {
    return [
      {
        type: 'question',
        ...subject,
        ask: command.type === 'StatusAsked' ? 'status' : 'help',
        by,
        bot,
        comment,
      },
    ];
  }
  return [
    {
      type: 'request',
      ...subject,
      request: { ...command, by, source: { comment, on } },
      bot,
      word: parsed.word,
    },
  ];
}
