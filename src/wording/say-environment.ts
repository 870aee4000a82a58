import type { Language } from '#config/language.js';
import type { Receipt } from '#process/task.js';
import { sayInstant } from './parts/say-instant.js';
import { codeSpan } from './safety/code-span.js';
import { escapeMarkdown } from './safety/escape-markdown.js';
import { speak } from './speak.js';

const minuteMs = 60_000;

/** Why a backup does not count. */
export type NotBackedUp =
  | { readonly why: 'not whole' | 'not restorable' | 'trial left'; readonly said: string }
  | { readonly why: 'too old'; readonly ageMs: number; readonly maxAgeMs: number };

/** Why a backup does not count, for whoever can make another. */
export function sayNotBackedUp(reason: NotBackedUp, language?: Language): string {
  const { backup } = speak(language).environments;
  switch (reason.why) {
    case 'not whole':
      return backup.notWhole(reason.said);
    case 'not restorable':
      return backup.notRestorable(reason.said);
    case 'trial left':
      return backup.trialLeft(reason.said);
    case 'too old':
      return backup.tooOld(
        Math.round(reason.ageMs / minuteMs),
        Math.max(1, Math.round(reason.maxAgeMs / minuteMs)),
      );
  }
}

/** What of a removed sandbox is still there. */
export function sayRemains(left: readonly (keyof Receipt)[], language?: Language): string {
  const { remains, what } = speak(language).environments.receipt;
  return remains(left.map((one) => what[one]).join(', '));
}

/** What is told on the issue of a task, about a sandbox of which something is left although nobody needs it. */
export type Leftover =
  | { readonly state: 'found' | 'trial found'; readonly removedAt: number }
  | { readonly state: 'removed' }
  | { readonly state: 'kept'; readonly why: string };

/** That something of a sandbox is left, and what becomes of it. */
export function sayLeftover(name: string, leftover: Leftover, language?: Language): string {
  const words = speak(language);
  const { orphan } = words.environments;
  switch (leftover.state) {
    case 'found':
      return orphan.found({ name: codeSpan(name), when: sayInstant(leftover.removedAt, words) });
    case 'trial found':
      return orphan.foundTrial({ name: codeSpan(name), when: sayInstant(leftover.removedAt, words) });
    case 'removed':
      return orphan.removed(codeSpan(name));
    case 'kept':
      return orphan.kept({ name: codeSpan(name), why: escapeMarkdown(leftover.why, 500) });
  }
}
