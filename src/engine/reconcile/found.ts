import type { SeenChange, SeenComment, SeenEvent, SeenReview, Writer } from '#ports/lookout.js';
import type { Signal, What } from '#ports/signal.js';
import type { Instant, RepositoryRef } from '#process/task.js';

/** Something that was seen on GitHub, as a delivery would have told it. */
export interface Found {
  readonly signal: Signal;
  readonly at: Instant;
  /** What else tells it from something like it in the same second. */
  readonly like?: unknown;
}

/** Nobody: what was seen tells not who did it. */
export const nobody: Writer = { login: 'ghost', byHand: true };

export function aFound(
  repository: RepositoryRef,
  by: Writer,
  { at, what }: { at: Instant; what: What },
): Found {
  const sender = { login: by.login, bot: !by.byHand };
  return { at, signal: { found: 'reconciled', repository, sender, what } };
}

/** A comment counts as first written: of one that was edited since, nobody can tell what that was. */
export function whatOfComment(comment: SeenComment, texts: ReadonlyMap<number, string>): What | null {
  const { id, node, number, onChange, by, body, written, changed } = comment;
  if (!by.byHand || written !== changed) return null;
  const text = texts.get(number) ?? '';
  return { kind: 'comment', number, onChange, comment: id, node, body, text, at: written };
}

/** Labels and states of pull requests say nothing; see `github/translate`. */
export function whatOfEvent(event: SeenEvent, changes: ReadonlyMap<number, SeenChange>): What | null {
  const { number, onChange, at } = event;
  if (event.event === 'review_dismissed') {
    const change = changes.get(number);
    const { branch = '', body: text = '' } = change ?? {};
    return { kind: 'review-dismissed', number, branch, text, review: event.review };
  }
  if (onChange) return null;
  if (!('label' in event)) return { kind: 'issue', number, action: event.event, at };
  const action = event.event === 'labeled' ? 'added' : 'removed';
  return { kind: 'label', number, action, label: event.label, at };
}

export function whatOfChange({ number, body, branch, head }: SeenChange): What {
  return { kind: 'change', number, text: body, branch, head };
}

/** What each person said last: what they said before that does not hold any more, whether it was heard or not. */
export function lastOfEach(reviews: readonly SeenReview[]): readonly SeenReview[] {
  const last = new Map<string, SeenReview>();
  for (const review of [...reviews].sort((a, b) => a.at - b.at || a.id - b.id))
    if (review.by.byHand) last.set(review.by.login, review);
  return [...last.values()];
}

export function whatOfReview(
  { id, state, body, commit, at }: SeenReview,
  { number, branch, body: text }: Pick<SeenChange, 'number' | 'branch' | 'body'>,
): What {
  return { kind: 'review', number, branch, text, state, review: id, body, commit, at };
}
