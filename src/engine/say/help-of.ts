import type { Help } from '#wording/about.js';
import type { Unfinished } from '#wording/unfinished.js';
import type { DeadJob } from '#ports/store.js';
import type { Task } from '#process/task.js';
import type { Engine } from '../engine.js';
import { loadLetters } from '../letters.js';
import type { EventPayload, SayPayload } from '../payloads.js';

/** What was given up for the task and waits for somebody who runs the server; `null`: nothing. */
export async function helpOf(
  { store }: Pick<Engine, 'store'>,
  { key }: Pick<Task, 'key'>,
): Promise<Help | null> {
  const letters = await loadLetters(store, key);
  const [first] = letters;
  if (first === undefined) return null;
  return { since: first.givenUp ?? first.received, unfinished: letters.map(unfinishedOf) };
}

/** Which kind of thing was not done, and for whom. The error itself is for the log: anybody may read a card. */
function unfinishedOf({ kind, payload }: DeadJob): Unfinished {
  return kind === 'say' ? ofSaying(payload as SayPayload) : ofDeciding(payload as EventPayload);
}

function ofSaying(payload: SayPayload): Unfinished {
  switch (payload.type) {
    case 'call':
    case 'help':
      return { what: 'call', by: null };
    case 'answer':
      return { what: 'answer', by: payload.by };
    default:
      return { what: 'answer', by: null };
  }
}

function ofDeciding(payload: EventPayload): Unfinished {
  switch (payload.type) {
    case 'request':
      return { what: 'request', by: payload.request.by };
    case 'question':
    case 'misspelt':
    case 'label':
      return { what: 'request', by: payload.by };
    case 'outcome':
      return { what: 'outcome', by: null };
    case 'wake':
      return { what: 'wake', by: null };
    default:
      return { what: 'news', by: null };
  }
}
