import { freezeTimePattern } from './parse-freeze.js';

const freezeTime = (description: string, example: string) => ({
  type: 'string',
  pattern: freezeTimePattern,
  patternErrorMessage: 'must be like 2026-12-24, 2026-12-24 16:00, fri 16:00 or 18:00',
  description,
  examples: [example],
});

const text = (most: number, description: string, example: string) => ({
  type: 'string',
  minLength: 1,
  maxLength: most,
  description,
  examples: [example],
});

/** One item of `production.freeze`. */
export const freezeSchema = {
  type: 'object',
  additionalProperties: false,
  description:
    'One time in which nothing goes live: between two dates, two times of the week, or two times of the day.',
  properties: {
    from: freezeTime('When it begins.', 'fri 16:00'),
    to: freezeTime('When it is over. A date without a time belongs to it to its end.', 'mon 08:00'),
    timezone: text(
      60,
      'The time zone of both, by its IANA name. Default: that of the calendar.',
      'Europe/Berlin',
    ),
    'except-label': text(50, 'A task whose issue has this label is not held up.', 'hotfix'),
    reason: text(200, 'What people read on the card of a task that waits.', 'Nobody is there at the weekend'),
  },
  required: ['from', 'to'],
} as const;
