import { gates } from '#process/gate.js';
import type { Calendar, Patience, Rules } from '#process/rules.js';
import { parseDuration } from './duration.js';
import { weekdays } from './weekdays.js';
import type { WrittenConfig, WrittenPatience } from './written.js';

const usual = { remind: ['1d', '3d'], escalate: 'manager', expire: 'never' } as const;

/** How long people are waited for where a repository is silent. */
export const defaultPatience: Rules['waiting'] = resolveWaiting({});

/** How long people are waited for at each gate: what is written for the gate, else for every gate, else the usual. */
export function resolveWaiting({ waiting = {} }: WrittenConfig): Rules['waiting'] {
  const { gates: own = {}, ...every } = waiting;
  const resolved = gates.map((gate) => [gate, resolvePatience({ ...usual, ...every, ...own[gate] })]);
  return Object.fromEntries(resolved) as Rules['waiting'];
}

/** The days that count as waited: Monday to Friday in UTC where nothing is written. */
export function resolveCalendar({ calendar = {} }: WrittenConfig): Calendar {
  const { timezone = 'UTC', days = weekdays.slice(0, 5), holidays = [] } = calendar;
  return { timeZone: timezone, workingDays: days.map((day) => weekdays.indexOf(day) + 1), holidays };
}

function resolvePatience({ remind, escalate, expire }: Required<WrittenPatience>): Patience {
  return {
    remindMs: remind.map(parseDuration),
    escalateTo: escalate === 'none' ? null : escalate,
    expireMs: expire === 'never' ? null : parseDuration(expire),
  };
}
