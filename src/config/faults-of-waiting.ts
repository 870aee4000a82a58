import { gates } from '#process/gate.js';
import type { Fault } from './fault.js';
import type { Settings } from './settings.js';
import type { WrittenConfig } from './written.js';

/** What cannot be about reminders and the calendar, although each value is well formed. */
export function faultsOfWaiting({ rules }: Settings, written: WrittenConfig): readonly Fault[] {
  return [...unknownZone(rules.calendar.timeZone), ...unordered(rules.waiting, written)];
}

function unknownZone(timeZone: string): readonly Fault[] {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return [];
  } catch {
    const message = 'must be the name of a time zone, such as Europe/Berlin';
    return [{ pointer: '/calendar/timezone', message }];
  }
}

/** Each reminder comes after the one before, and none after people are no longer waited for. */
function unordered(
  waiting: Settings['rules']['waiting'],
  { waiting: written = {} }: WrittenConfig,
): readonly Fault[] {
  return gates.flatMap((gate) => {
    const { remindMs, expireMs } = waiting[gate];
    const place = written.gates?.[gate] === undefined ? '/waiting' : `/waiting/gates/${gate}`;
    const times = [...remindMs, ...(expireMs === null ? [] : [expireMs])];
    const isOrdered = times.every((ms, index) => index === 0 || ms > (times[index - 1] ?? 0));
    const isFirst = place !== '/waiting' || gate === gates[0];
    if (isOrdered || !isFirst) return [];
    return [
      { pointer: place, message: 'each reminder must come later than the one before, and expire last' },
    ];
  });
}
