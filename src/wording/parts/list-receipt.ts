import { type Receipt, remains } from '#process/task.js';
import type { Words } from '../words.js';

/** What was looked for after a sandbox was removed, and whether it was there. */
export function listReceipt(receipt: Receipt, { environments }: Words): string {
  const { what, state } = environments.receipt;
  return remains.map((one) => `- ${what[one]}: ${state[receipt[one]]}`).join('\n');
}
