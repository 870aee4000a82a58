import { parseComment, type ParsedCommand } from '#commands/parse-comment.js';
import type { Signal, What } from '#ports/signal.js';
import { checkButtons } from '#process/decide-buttons.js';
import type { Request } from '#process/event.js';
import type { EventPayload, Subject } from './payloads.js';

type Payload = Exclude<EventPayload, { type: 'outcome' | 'wake' }>;

/** Who says it, about which task. */
interface Speaker {
  readonly subject: Subject;
  readonly by: string;
  readonly bot: boolean;
}

/** What one delivery asks of one task; a comment may hold several commands. */
export function planPayloads({ what, sender }: Signal, subject: Subject): readonly Payload[] {
  const speaker: Speaker = { subject, by: sender.login, bot: sender.bot };
  if ('branch' in what) return ofPull(what, speaker);
  switch (what.kind) {
    case 'comment':
      return parseComment(what.body)
        .map((parsed) => ofCommand(parsed, what, speaker))
        .filter((one) => one !== null);
    case 'label':
      return [
        {
          type: 'label',
          ...subject,
          action: what.action,
          label: what.label,
          by: speaker.by,
          bot: speaker.bot,
        },
      ];
    case 'issue':
      return [ofIssue(what, speaker)];
    case 'checks':
      return [
        { type: 'seen', ...subject, event: { type: 'ChangeSeen', change: subject.change ?? 0 }, head: null },
      ];
    case 'button':
      return ofButton(what, speaker).map((request) => asking(speaker, request));
    case 'check-asked':
      return [{ type: 'check-asked', ...subject, head: what.head }];
    case 'issue-gone':
      return [{ type: 'gone', ...subject, event: { type: 'IssueGone', doer: speaker.by } }];
    default:
      return [];
  }
}

/** What a pull request, or a review of one, tells. */
function ofPull(what: Extract<What, { branch: string }>, speaker: Speaker): readonly Payload[] {
  const { subject, by } = speaker;
  switch (what.kind) {
    case 'change':
      return [ofChange(what, speaker)];
    case 'review':
      return [...ofWordsOfReview(what, speaker), ofReview(what, speaker)].map((request) =>
        asking(speaker, request),
      );
    case 'review-dismissed':
      return [{ type: 'told', ...subject, event: { type: 'ReviewDismissed', review: what.review, by } }];
  }
}

function asking({ subject, bot }: Speaker, request: Request, word: string | null = null): Payload {
  return { type: 'request', ...subject, request, bot, word };
}

function ofReview(
  { number, commit, review, state, body }: Extract<What, { kind: 'review' }>,
  { by }: Speaker,
): Request {
  const source = { comment: null, on: number, commit, review };
  if (state === 'changes_requested') return { type: 'Rejected', reason: body, by, source };
  return { type: 'Approved', note: body === '' ? null : body, by, source };
}

/** What a review says of single scenarios counts before its verdict does. */
function ofWordsOfReview(
  { number, commit, body }: Extract<What, { kind: 'review' }>,
  { by }: Speaker,
): readonly Request[] {
  const source = { comment: null, on: number, commit };
  return parseComment(body).flatMap((parsed): readonly Request[] => {
    if (parsed.kind !== 'command') return [];
    const { command } = parsed;
    const isVerdict = command.type === 'ScenariosPassed' || command.type === 'ScenarioFailed';
    return isVerdict ? [{ ...command, by, source }] : [];
  });
}

function ofChange(
  { number, head, pushed, since }: Extract<What, { kind: 'change' }>,
  { subject, by, bot }: Speaker,
): Payload {
  const event = {
    type: 'ChangeSeen',
    change: number,
    ...(!bot && { doer: by }),
    ...(pushed && { pushed: { head, by } }),
    ...(since !== undefined && { shown: { head, since } }),
  } as const;
  return { type: 'seen', ...subject, event, head };
}

function ofButton(
  { button, head, changes }: Extract<What, { kind: 'button' }>,
  { subject, by }: Speaker,
): readonly Request[] {
  const on = subject.change ?? changes[0] ?? subject.number;
  const source = { comment: null, on, commit: head, button: true } as const;
  switch (checkButtons.find((known) => known === button)) {
    case 'approve':
      return [{ type: 'Approved', note: null, by, source }];
    case 'reject':
      return [{ type: 'Rejected', reason: '', by, source }];
    case 'retry':
      return [{ type: 'RetryRequested', by, source }];
    case 'rollback':
      return [{ type: 'RollbackRequested', reason: null, by, source }];
    case undefined:
      return [];
  }
}

function ofIssue({ action }: Extract<What, { kind: 'issue' }>, speaker: Speaker): Payload {
  const { subject, by } = speaker;
  const source = { comment: null, on: subject.number };
  switch (action) {
    case 'edited':
      return { type: 'seen', ...subject, event: { type: 'IssueSeen' }, head: null };
    case 'closed':
      return asking(speaker, { type: 'TaskCancelled', why: null, by, source });
    case 'reopened':
      return asking(speaker, { type: 'IssueReopened', by, source });
  }
}

/** `null`: a word that is nothing like ours, so it is another bot's. */
function ofCommand(
  parsed: ParsedCommand,
  { comment, node, number: on, at }: Extract<What, { kind: 'comment' }>,
  speaker: Speaker,
): Payload | null {
  const { subject, by, bot } = speaker;
  const { word } = parsed;
  switch (parsed.kind) {
    case 'unknown':
      if (parsed.nearest === null) return null;
      return { type: 'misspelt', ...subject, word, nearest: parsed.nearest, usage: null, by, comment, on };
    case 'problem':
      return { type: 'misspelt', ...subject, word, nearest: null, usage: parsed.usage, by, comment, on };
    case 'command': {
      const { command } = parsed;
      if (command.type === 'StatusAsked' || command.type === 'HelpAsked' || command.type === 'ExplainAsked')
        return {
          type: 'question',
          ...subject,
          ask: command.type,
          by,
          bot,
          comment,
        };
      return asking(speaker, { ...command, by, source: { comment, node, on, at } }, word);
    }
  }
}
