import { mergeSchema } from './merge-schema.js';
import { section } from './schema-parts.js';

/** The key `release`, part of the schema. */
export const releaseSchema = section('Releases.', {
  'tag-prefix': {
    type: 'string',
    pattern: '^(?![-./])(?!.*(\\.\\.|//|/\\.|\\.lock/))[A-Za-z0-9._/-]{0,20}$',
    patternErrorMessage: 'must be something that git lets a tag begin with, of letters, digits and . _ / -',
    description: 'What tags begin with.',
    default: 'v',
  },
  bump: {
    enum: ['major', 'minor', 'patch'],
    description: 'Which part of the version a release raises.',
    default: 'minor',
  },
  version: {
    enum: ['bump', 'commits'],
    description:
      'What decides when neither `/release` nor a label does: `bump`, or `commits`: the conventional commits of the change (https://www.conventionalcommits.org), and `bump` where there are none.',
    default: 'bump',
  },
  ...mergeSchema,
});
