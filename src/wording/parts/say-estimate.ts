import type { Estimate } from '#process/task.js';
import { escapeMarkdown } from '../safety/escape-markdown.js';
import type { Words } from '../words.js';

const units = /^(\d[\d.,]*) ?([hdwm])/i;

/** Time and cost, e.g. "3 days, 1200 EUR". */
export function sayEstimate(
  { duration, cost }: Pick<Estimate, 'duration' | 'cost'>,
  { time }: Words,
): string {
  const [, amount = '', unit = ''] = units.exec(duration) ?? [];
  const said =
    amount === ''
      ? escapeMarkdown(duration, 30)
      : time.estimate(escapeMarkdown(amount, 10), unit.toLowerCase() as 'h' | 'd' | 'w' | 'm');
  if (cost === null) return said;
  return `${said}, ${escapeMarkdown(cost.amount, 30)} ${escapeMarkdown(cost.currency, 5)}`;
}
