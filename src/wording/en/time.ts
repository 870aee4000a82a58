import type { Words } from '../words.js';

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const units = { h: 'hour', d: 'day', w: 'week', m: 'month' } as const;
const padded = (count: number): string => String(count).padStart(2, '0');

export const time: Words['time'] = {
  instant: ({ year, month, day, hour, minute }) =>
    `${day} ${months[month - 1] ?? ''} ${year}, ${padded(hour)}:${padded(minute)} UTC`,
  minutes: (count) => {
    const hours = Math.floor(count / 60);
    const rest = count % 60;
    if (hours === 0) return `${rest} min`;
    return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
  },
  span: (count) => {
    const days = Math.floor(count / 1_440);
    const hours = Math.floor(count / 60) % 24;
    const minutes = count % 60;
    if (count === 0) return 'less than a minute';
    if (days > 0) return hours === 0 ? `${days} d` : `${days} d ${hours} h`;
    if (hours === 0) return `${minutes} min`;
    return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  },
  estimate: (amount, unit) => `${amount} ${units[unit]}${amount === '1' ? '' : 's'}`,
};
