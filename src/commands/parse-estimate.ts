import type { Command } from './command.js';

const units = ['h', 'hour', 'hours', 'd', 'day', 'days', 'w', 'week', 'weeks', 'm', 'month', 'months'];
const duration = new RegExp(`^(\\d{1,4}(?:[.,]\\d{1,2})?) ?(${units.join('|')})(?= |$)`, 'i');
const currencySymbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₽': 'RUB',
  '¥': 'JPY',
};
const amountThenCurrency = /^(\d[\d.,']{0,15}(?: \d{3}){0,4}(?:[.,]\d{1,2})?) ?([A-Za-z]{3}|[€$£₽¥])$/;
const currencyThenAmount = /^([A-Za-z]{3}|[€$£₽¥]) ?(\d[\d.,']{0,15}(?: \d{3}){0,4}(?:[.,]\d{1,2})?)$/;

/** `<duration> [<amount> <currency>] [— note]`, e.g. `3d 1,200 EUR — without the import`. */
export function parseEstimate(words: string): Command | null {
  const [terms, note] = splitNote(words);
  const time = duration.exec(terms);
  if (time === null) return null;
  const rest = terms.slice(time[0].length).trim();
  const cost = rest === '' ? null : parseCost(rest);
  if (rest !== '' && cost === null) return null;
  return { type: 'EstimateGiven', duration: time[0], cost, note };
}

/** The note begins after a dash that stands alone. */
function splitNote(words: string): [string, string | null] {
  const match = / (?:—|–|--|-) /.exec(` ${words}`);
  if (match === null) return [words.trim(), null];
  const note = words.slice(match.index + match[0].length - 1).trim();
  return [words.slice(0, Math.max(0, match.index)).trim(), note === '' ? null : note];
}

function parseCost(text: string): { amount: string; currency: string } | null {
  const after = amountThenCurrency.exec(text);
  if (after?.[1] && after[2]) return { amount: after[1], currency: currencyOf(after[2]) };
  const before = currencyThenAmount.exec(text);
  return before?.[1] && before[2] ? { amount: before[2], currency: currencyOf(before[1]) } : null;
}

const currencyOf = (text: string): string => currencySymbols[text] ?? text.toUpperCase();
