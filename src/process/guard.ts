import type { Because } from './because.js';
import type { Situation } from './situation.js';

/** A question about the situation. `null`: it holds; else why it does not. */
export type Guard = (situation: Situation) => Because | null;

/** `null` when the condition is met, else why not. */
export const holds = (condition: boolean, because: Because): Because | null => (condition ? null : because);

/** A question that only chooses between rules: nobody is told why it does not hold. */
export const when =
  (condition: (situation: Situation) => boolean): Guard =>
  (situation) =>
    holds(condition(situation), { code: 'nothing_new' });
