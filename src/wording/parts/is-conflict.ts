import type { Rejection } from '#process/task.js';

/** Whether the change could not be merged with live; this alone is reported by a code, and needs words of its own. */
export function isConflict({ by, reason }: Rejection): boolean {
  return by === 'Greenlight' && reason === 'conflict';
}
