import type { Words } from '../words.js';
import { counted } from './plural.js';

/** In the genitive, as after a day. */
const months = [
  'января',
  'февраля',
  'марта',
  'апреля',
  'мая',
  'июня',
  'июля',
  'августа',
  'сентября',
  'октября',
  'ноября',
  'декабря',
];
const units = {
  h: { one: 'час', few: 'часа', many: 'часов', other: 'часа' },
  d: { one: 'день', few: 'дня', many: 'дней', other: 'дня' },
  w: { one: 'неделя', few: 'недели', many: 'недель', other: 'недели' },
  m: { one: 'месяц', few: 'месяца', many: 'месяцев', other: 'месяца' },
} as const;
const padded = (count: number): string => String(count).padStart(2, '0');

export const time: Words['time'] = {
  instant: ({ year, month, day, hour, minute }) =>
    `${day} ${months[month - 1] ?? ''} ${year} г., ${padded(hour)}:${padded(minute)} UTC`,
  minutes: (count) => {
    const hours = Math.floor(count / 60);
    const rest = count % 60;
    if (hours === 0) return `${rest} мин`;
    return rest === 0 ? `${hours} ч` : `${hours} ч ${rest} мин`;
  },
  span: (count) => {
    const days = Math.floor(count / 1_440);
    const hours = Math.floor(count / 60) % 24;
    const minutes = count % 60;
    if (count === 0) return 'меньше минуты';
    if (days > 0) return hours === 0 ? `${days} д` : `${days} д ${hours} ч`;
    if (hours === 0) return `${minutes} мин`;
    return minutes === 0 ? `${hours} ч` : `${hours} ч ${minutes} мин`;
  },
  estimate: (amount, unit) => {
    const count = Number(amount.replace(',', '.'));
    // What is no plain number is said as it was written.
    return Number.isFinite(count) ? counted(count, units[unit]) : `${amount} ${units[unit].many}`;
  },
};
