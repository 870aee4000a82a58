import type { Rules } from '#process/rules.js';

/** Who is asked at each gate when the repository's own settings are not at hand: what counts where they are silent. */
export const usualGates: Rules['gates'] = {
  discussion: ['client'],
  planning: ['manager'],
  testing: ['tester'],
  'integration-testing': ['tester'],
  demo: ['client'],
  'production-testing': ['tester'],
  'final-demo': ['client'],
};
