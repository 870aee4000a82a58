import type { Because } from './because.js';
import type { Situation } from './situation.js';

/** A question about the situation. `null`: it holds; else why it does not. */
export type Guard = (situation: Situation) => Because | null;
