import { describe, expect, test } from '@jest/globals';
import { parseEstimate } from '#commands/parse-estimate.js';

const estimate = (duration: string, cost: readonly [string, string] | null, note: string | null = null) => ({
  type: 'EstimateGiven',
  duration,
  cost: cost && { amount: cost[0], currency: cost[1] },
  note,
});

describe('an estimate', () => {
  test.each([
    '3d',
    '3 days',
    '1.5 h',
    '1,5d',
    '2w',
    '1 week',
    '6 months',
    '1m',
    '12H',
    '1w 2d',
    '2 days 4 hours',
  ])('of time: %s', (text) => {
    expect(parseEstimate(text)).toEqual(estimate(text, null));
  });

  test.each([
    ['1200 EUR', '1200', 'EUR'],
    ['1200EUR', '1200', 'EUR'],
    ['1200 eur', '1200', 'EUR'],
    ['1,200.50 EUR', '1,200.50', 'EUR'],
    ['1.200,50 EUR', '1.200,50', 'EUR'],
    ["1'200.50 CHF", "1'200.50", 'CHF'],
    ['12 500 HUF', '12 500', 'HUF'],
    ['1 200,50 ₽', '1 200,50', 'RUB'],
    ['1\u00a0200,50\u00a0₽', '1 200,50', 'RUB'],
    ['1\u202f200,50 ₽', '1 200,50', 'RUB'],
    ['€1200', '1200', 'EUR'],
    ['€ 1,200', '1,200', 'EUR'],
    ['USD 99.5', '99.5', 'USD'],
    ['$99', '99', 'USD'],
    ['£1,234,567.89', '1,234,567.89', 'GBP'],
    ['5000¥', '5000', 'JPY'],
    ['0 EUR', '0', 'EUR'],
  ])('of time and cost: %s', (text, amount, currency) => {
    expect(parseEstimate(`3d ${text}`)).toEqual(estimate('3d', [amount, currency]));
    expect(parseEstimate(`1w 2d   ${text}`)).toEqual(estimate('1w 2d', [amount, currency]));
  });

  test.each(['—', '–', '-', '--'])('with a note after %s', (dash) => {
    expect(parseEstimate(`3d ${dash} without the import`)).toEqual(
      estimate('3d', null, 'without the import'),
    );
    expect(parseEstimate(`3d 1200 EUR ${dash} a - b`)).toEqual(estimate('3d', ['1200', 'EUR'], 'a - b'));
    expect(parseEstimate(`3d\t${dash}\u00a0plus 1\u00a0000 ₽`)).toEqual(
      estimate('3d', null, 'plus 1\u00a0000 ₽'),
    );
    expect(parseEstimate(`3d ${dash}`)).toEqual(estimate('3d', null));
    expect(parseEstimate(`${dash} 3d`)).toBeNull();
  });

  test.each([
    '',
    '3',
    'd',
    'soon',
    '-3d',
    '3days!',
    '3 dogs',
    '99999d',
    '3d 1200',
    '3d EUR',
    '3d 1200 EURO',
    '3d 12,00,0 EUR',
    '3d 1..2 EUR',
    '3d 1,200.505 EUR',
    '3d 1200 EUR 5',
    '3d €1200 EUR',
    '1200 EUR',
    '3d—note',
    '1d 1d 1d 1d 1d',
  ])('is not: %s', (text) => {
    expect(parseEstimate(text)).toBeNull();
  });
});
