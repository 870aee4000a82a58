import type { Effect } from './effect.js';

/** What time alone changes. */
export const effectsOfWaiting = {
  countReminder: ({ task }) => ({
    called: task.called && { ...task.called, reminders: task.called.reminders + 1 },
  }),

  /** Nobody has said no: the task only stops asking. */
  holdForSilence: ({ facts }) => ({
    hold: { by: 'Greenlight', at: facts.now, why: 'nobody answered in time', cause: 'waited_too_long' },
  }),
} satisfies Record<string, Effect>;
