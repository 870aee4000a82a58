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

/** Whether people decide at this stage. */
export function isGate(stage: Stage): stage is Gate {
  return (gates as readonly Stage[]).includes(stage);
}
