import { parseComment } from '#commands/parse-comment.js';
import type { SeenComment, SeenEvent } from '#ports/lookout.js';

/**
 * Whether a comment opens or closes a gate and was written before Greenlight put the stage label there last: it was said of
 * another stage, and by whatever way that was left, it says nothing of this one. Both times are GitHub's.
 */
export function isOfAnotherStage(
  { written, body }: Pick<SeenComment, 'written' | 'body'>,
  { task, events, own, prefix }: { task: number; events: readonly SeenEvent[]; own: string; prefix: string },
): boolean {
  const isStage = (event: SeenEvent): boolean =>
    event.event === 'labeled' &&
    event.number === task &&
    event.by.login === own &&
    event.label.toLowerCase().startsWith(prefix.toLowerCase());
  if (!events.some((event) => isStage(event) && event.at > written)) return false;
  return parseComment(body).some(
    (parsed) =>
      parsed.kind === 'command' && (parsed.command.type === 'Approved' || parsed.command.type === 'Rejected'),
  );
}
