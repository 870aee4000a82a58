import { section } from './schema-parts.js';

/** The key `changes`, part of the schema. */
export const changesSchema = section('Pull requests.', {
  'without-task': {
    enum: ['refuse', 'adopt'],
    description:
      'What becomes of a pull request that belongs to no task: `refuse` never lets it through, `adopt` makes it a task of its own, from step 4.',
    default: 'refuse',
  },
});
