import type { Rules } from '#process/rules.js';

/** Who is asked at each gate where a repository is silent. */
export const defaultGates: Rules['gates'] = {
  discussion: ['client'],
  planning: ['manager'],
  testing: ['tester'],
  'integration-testing': ['tester'],
  demo: ['client'],
  'production-testing': ['tester'],
  'final-demo': ['client'],
};
