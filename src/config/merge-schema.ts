import { strategies } from '#process/rules.js';
import { mergeMethods } from './settings.js';

/** What can be written under `release` about merging. */
export const mergeSchema = {
  strategy: {
    enum: strategies,
    description:
      'Whether the change goes live before it is merged (at step 11), or is merged first (at step 9.2.1) and its merge goes live.',
    default: 'deploy-then-merge',
  },
  method: {
    enum: mergeMethods,
    description:
      'How the pull request is merged. What was approved is compared with what was merged in any case; a merge queue uses its own method.',
    default: 'merge',
  },
} as const;
