import type { Signal } from '#ports/signal.js';
import type { Instant } from '#process/task.js';
import type { Subject } from './payloads.js';

/** As long as a done job is kept for its `dedupe` at the least. GitHub delivers again for 3 days, an Enterprise Server for 7. */
const rememberedMs = 30 * 86_400_000;

/**
 * What people said or did, by what it is on GitHub: the same text when it comes again in another delivery, or was found before its
 * delivery came. `null`: an observation, which changes nothing when it is told twice, and goes by its delivery.
 */
export function identityOf({ repository, sender, what }: Signal, { number }: Subject): string | null {
  const here = `${repository.id}:${number}`;
  switch (what.kind) {
    case 'comment':
      return `comment:${what.comment}`;
    case 'review':
      return `review:${what.review}`;
    case 'review-dismissed':
      return `review-dismissed:${what.review}`;
    case 'label':
      return `label:${here}:${what.action}:${what.at}:${sender.login}:${what.label}`;
    case 'issue':
      return what.action === 'edited' ? null : `issue:${here}:${what.action}:${what.at}`;
    case 'button':
      return `button:${here}:${what.run}:${what.shown}:${sender.login}:${what.button}`;
    default:
      return null;
  }
}

/** Said so long ago that nobody can tell any more whether it was heard. */
export function isForgotten({ what }: Signal, now: Instant): boolean {
  return 'at' in what && what.at < now - rememberedMs;
}
