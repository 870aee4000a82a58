import { type Guard, when } from './guard.js';
import { isDue } from './timers.js';

/** Questions about time that has passed. */
export const guardsOfWaiting = {
  reminderDue: when(({ task, facts }) => isDue('reminder', task, facts)),

  thawDue: when(({ task, facts }) => isDue('thaw', task, facts)),

  expiryDue: when(({ task, facts }) => isDue('expiry', task, facts)),
} satisfies Record<string, Guard>;
