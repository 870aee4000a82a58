import type { Sha } from '#process/task.js';
import { codeSpan } from './safety/code-span.js';

/** A commit as people read it: its first seven characters, as code. */
export function shortSha(sha: Sha): string {
  return codeSpan(sha.slice(0, 7));
}
