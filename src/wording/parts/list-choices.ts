import { codeSpan } from '../safety/code-span.js';
import type { Choice } from '../words.js';

/** What can be typed, and what comes of it; `null` when nothing has to be typed. */
export function listChoices(choices: readonly Choice[]): string | null {
  if (choices.length === 0) return null;
  return choices.map(({ type, then }) => `- ${codeSpan(type)} — ${then}`).join('\n');
}
