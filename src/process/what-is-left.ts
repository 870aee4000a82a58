import { type Receipt, remains } from './task.js';

/** What of a removed sandbox was found to be there still. */
export function whatIsLeft(receipt: Receipt | undefined): readonly (typeof remains)[number][] {
  return receipt === undefined ? [] : remains.filter((what) => receipt[what] === 'left');
}
