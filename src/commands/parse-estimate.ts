import type { Command } from './command.js';

const number = '\\d{1,4}(?:[.,]\\d{1,2})?';
const unit = '(?:h|hours?|d|days?|w|weeks?|m|months?)';
/** One or several, as `1w 2d`. */
const duration = new RegExp(`^${number} ?${unit}(?: ${number} ?${unit}){0,3}(?= |$)`, 'i');

const currencySymbols: Readonly<Record<string, string>> = {
  '€': 'EUR',
  $: 'USD',
  '£': 'GBP',
  '₽': 'RUB',
  '¥': 'JPY',
};
/** Digits, in groups or not, and at most two after the last point or comma. */
const amount = "(?:\\d{1,3}(?<mark>[ .,'’])\\d{3}(?:\\k<mark>\\d{3}){0,3}|\\d{1,12})(?:[.,]\\d{1,2})?";
const currency = '[A-Za-z]{3}|[€$£₽¥]';
const amountThenCurrency = new RegExp(`^(?<amount>${amount}) ?(?<currency>${currency})$`);
const currencyThenAmount = new RegExp(`^(?<currency>${currency}) ?(?<amount>${amount})$`);

/** `<duration> [<amount> <currency>] [— note]`, e.g. `3d 1,200 EUR — without the import`; `null`: it is something else. */
export function parseEstimate(words: string): Command | null {
  const [terms, note] = splitNote(words);
  const time = duration.exec(terms)?.[0];
  if (time === undefined) return null;
  const rest = terms.slice(time.length).trim();
  const cost = rest === '' ? null : parseCost(rest);
  if (rest !== '' && cost === null) return null;
  return { type: 'EstimateGiven', duration: time, cost, note };
}

/** The note begins after a dash that stands alone. Before it every kind of space is the same. */
function splitNote(words: string): [string, string | null] {
  const match = /(?:^|\s)(?:—|–|--|-)(?:\s|$)/.exec(words);
  const terms = match === null ? words : words.slice(0, match.index);
  const note = match === null ? '' : words.slice(match.index + match[0].length).trim();
  return [terms.replace(/\s+/g, ' ').trim(), note === '' ? null : note];
}

function parseCost(text: string): { amount: string; currency: string } | null {
  const cost = (amountThenCurrency.exec(text) ?? currencyThenAmount.exec(text))?.groups;
  return cost?.['amount'] && cost['currency']
    ? { amount: cost['amount'], currency: currencyOf(cost['currency']) }
    : null;
}

const currencyOf = (text: string): string => currencySymbols[text] ?? text.toUpperCase();
