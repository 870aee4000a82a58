/** Every stage of the process, in the order of its steps; the last two are where a task rests. */
export const stages = [
  'discussion',
  'planning',
  'sandbox',
  'development',
  'testing',
  'integration',
  'integration-testing',
  'backup',
  'demo',
  'deployment',
  'production-testing',
  'rollback',
  'final-demo',
  'teardown',
  'release',
  'released',
  'cancelled',
] as const;

export type Stage = (typeof stages)[number];
