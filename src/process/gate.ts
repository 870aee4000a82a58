import type { Stage } from './stage.js';

/** The stages where people decide with `/approve` or `/reject`. */
export const gates = [
  'discussion',
  'planning',
  'testing',
  'integration-testing',
  'demo',
  'production-testing',
  'final-demo',
] as const satisfies readonly Stage[];

export type Gate = (typeof gates)[number];

/** The gates where testers go through the scenarios, one after another. */
export const testGates = [
  'testing',
  'integration-testing',
  'production-testing',
] as const satisfies readonly Gate[];

/** Whether people decide at this stage. */
export function isGate(stage: Stage): stage is Gate {
  return (gates as readonly Stage[]).includes(stage);
}

/** Whether testers judge scenarios at this stage. */
export function isTestGate(stage: Stage): stage is (typeof testGates)[number] {
  return (testGates as readonly Stage[]).includes(stage);
}
