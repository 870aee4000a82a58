import type { Event } from './event.js';

/** Why, in a person's words or an operation's report; empty when nothing was said. */
export function wordsOf(event: Event): string {
  switch (event.type) {
    case 'Rejected':
    case 'RollbackRequested':
      return event.reason ?? '';
    case 'OperationFailed':
      return event.why;
    default:
      return 'detail' in event ? event.detail : '';
  }
}
