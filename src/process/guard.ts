import type { Because } from './because.js';
import type { Situation } from './situation.js';

/** A question about the situation. `null`: it holds; else why it does not. */
export type Guard = (situation: Situation) => Because | null;

/** `null` when it holds, else the reason. */
export function holds(condition: boolean, because: Because): Because | null {
  return condition ? null : because;
}

/** A question that only chooses between rules: nobody is told why it does not hold. */
export function when(condition: (situation: Situation) => boolean): Guard {
  return (situation) => holds(condition(situation), { code: 'nothing_new' });
}
