import type { Letter } from '#ports/letter-desk.js';

/** What was to be done, in a few words; from what is stored of it, which may be of an earlier version. */
export function sayLetter({ kind, payload }: Pick<Letter, 'kind' | 'payload'>): string {
  const stored = (payload ?? {}) as Stored;
  if (kind === 'event') return sayHearing(stored);
  if (kind === 'say') return saySaying(stored);
  if (kind === 'operation') return `perform ${stored.operation?.kind ?? 'an operation'}`;
  return stored.type === undefined ? kind : `${kind}: ${stored.type}`;
}

/** What of a payload tells people anything. */
interface Stored {
  readonly type?: string;
  readonly by?: string;
  readonly action?: string;
  readonly label?: string;
  readonly request?: { readonly type: string; readonly by: string };
  readonly event?: { readonly type: string };
  readonly operation?: { readonly kind: string; readonly call?: string; readonly roles?: readonly string[] };
}

function sayHearing({ type = 'an event', by, action, label, request, event }: Stored): string {
  if (request !== undefined) return `hear ${request.type} by ${request.by}`;
  if (label !== undefined) return `hear of the label ${label} (${action}, by ${by})`;
  return `hear ${event?.type ?? type}`;
}

function saySaying({ type = 'something', by, operation }: Stored): string {
  if (operation !== undefined) return `call ${operation.roles?.join(', ') ?? 'people'} (${operation.call})`;
  return `say on GitHub: ${type}${by === undefined ? '' : ` to ${by}`}`;
}
