import { effectsOfMerging } from './effects-of-merging.js';
import { effectsOfPeople } from './effects-of-people.js';
import { effectsOfProduction } from './effects-of-production.js';
import { effectsOfWaiting } from './effects-of-waiting.js';
import { effectsOfWork } from './effects-of-work.js';

/** Every change that the stage table names, by name. */
export const effects = {
  ...effectsOfPeople,
  ...effectsOfWork,
  ...effectsOfProduction,
  ...effectsOfMerging,
  ...effectsOfWaiting,
};

export type EffectName = keyof typeof effects;
