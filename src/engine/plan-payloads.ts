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
  switch (what.kind) {
    case 'comment':
      return parseComment(what.body)
        .map((parsed) => ofCommand(parsed, what, speaker))
        .filter((one) => one !== null);
    case 'review':
      return [asking(speaker, ofReview(what, speaker))];
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
    case 'change':
      return [
        { type: 'seen', ...subject, event: { type: 'ChangeSeen', change: what.number }, head: what.head },
      ];
    case 'checks':
      return [
        { type: 'seen', ...subject, event: { type: 'ChangeSeen', change: subject.change ?? 0 }, head: null },
      ];
    case 'button':
      return ofButton(what, speaker).map((request) => asking(speaker, request));
    case 'check-asked':
      return [{ type: 'check-asked', ...subject, head: what.head }];
    default:
      return [];
  }
}

function asking({ subject, bot }: Speaker, request: Request, word: string | null = null): Payload {
  return { type: 'request', ...subject, request, bot, word };
}

function ofReview(
  { number, commit, state, body }: Extract<What, { kind: 'review' }>,
  { by }: Speaker,
): Request {
  const source = { comment: null, on: number, commit };
  if (state === 'changes_requested') return { type: 'Rejected', reason: body, by, source };
  return { type: 'Approved', note: body === '' ? null : body, by, source };
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
  { comment, node, number: on }: Extract<What, { kind: 'comment' }>,
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
      if (command.type === 'StatusAsked' || command.type === 'HelpAsked')
        return {
          type: 'question',
          ...subject,
          ask: command.type === 'StatusAsked' ? 'status' : 'help',
          by,
          bot,
          comment,
        };
      return asking(speaker, { ...command, by, source: { comment, node, on } }, word);
    }
  }
}
