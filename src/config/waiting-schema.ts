import { gates } from '#process/gate.js';
import { roles } from '#process/role.js';
import { durationPattern } from './duration.js';
import { duration, section } from './schema-parts.js';
import { weekdays } from './weekdays.js';

const patience = {
  remind: {
    type: 'array',
    maxItems: 5,
    items: duration('Working time since people were called.', '1d'),
    description:
      'When those whom a gate waits for are reminded, counted in working days. An empty list reminds nobody.',
    default: ['1d', '3d'],
  },
  escalate: {
    enum: [...roles, 'none'],
    description: 'Who hears of the last reminder too.',
    default: 'manager',
  },
  expire: {
    type: 'string',
    pattern: `${durationPattern}|^never$`,
    patternErrorMessage: 'must be a duration such as 14d, or never; 24d are the most',
    description: 'After this working time without an answer the task is put on hold.',
    default: 'never',
  },
};

/** How long people are waited for, and the days that count. */
export const waitingSchema = {
  waiting: section('How long people are waited for at a gate, and who is reminded.', {
    ...patience,
    gates: section(
      'The same for single gates.',
      Object.fromEntries(gates.map((gate) => [gate, section(`At ${gate}.`, patience)])),
    ),
  }),
  calendar: section('The days that count as waited.', {
    timezone: {
      type: 'string',
      maxLength: 60,
      pattern: '^[A-Za-z][A-Za-z0-9_+-]*(/[A-Za-z0-9_+-]+)*$',
      patternErrorMessage: 'must be the name of a time zone, such as Europe/Berlin',
      description: 'Where days begin and end.',
      default: 'UTC',
    },
    days: {
      type: 'array',
      minItems: 1,
      uniqueItems: true,
      items: { enum: weekdays },
      description: 'The working days.',
      default: weekdays.slice(0, 5),
    },
    holidays: {
      type: 'array',
      maxItems: 200,
      uniqueItems: true,
      items: {
        type: 'string',
        pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$',
        patternErrorMessage: 'must be a day such as 2026-12-25',
      },
      description: 'Days on which nobody is waited for.',
      examples: [['2026-12-25', '2027-01-01']],
      default: [],
    },
  }),
} as const;
