import { effectsOfChanges } from './effects-of-changes.js';
import { effectsOfJudging } from './effects-of-judging.js';
import { effectsOfMerging } from './effects-of-merging.js';
import { effectsOfPeople } from './effects-of-people.js';
import { effectsOfProduction } from './effects-of-production.js';
import { effectsOfQueue } from './effects-of-queue.js';
import { effectsOfSandbox } from './effects-of-sandbox.js';
import { effectsOfWaiting } from './effects-of-waiting.js';
import { effectsOfWork } from './effects-of-work.js';

/** Every change that the stage table names, by name. */
export const effects = {
  ...effectsOfPeople,
  ...effectsOfChanges,
  ...effectsOfJudging,
  ...effectsOfWork,
  ...effectsOfProduction,
  ...effectsOfWaiting,
  ...effectsOfQueue,
  ...effectsOfSandbox,
  ...effectsOfMerging,
};

export type EffectName = keyof typeof effects;
