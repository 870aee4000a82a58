import { section } from './schema-parts.js';

const path = (description: string, fallback: string) =>
  ({
    type: 'string',
    pattern: '^/(?!.*\\.\\.)[A-Za-z0-9._/-]{1,200}$',
    patternErrorMessage: 'must be an absolute path, without ..',
    description,
    default: fallback,
  }) as const;

/** The section `environments.container`. */
export const containerSchema = section('The image of a change, and what its container may use.', {
  file: {
    type: 'string',
    pattern: '^(?!/)(?!.*\\.\\.)[A-Za-z0-9._/-]{1,200}$',
    patternErrorMessage: 'must be a path inside the repository, without ..',
    description: 'The Dockerfile, relative to the root of the repository; that of the commit which is built.',
    default: 'Dockerfile',
  },
  'build-args': {
    type: 'array',
    items: {
      type: 'string',
      pattern: '^[A-Za-z_][A-Za-z0-9_]{0,99}=[^\\n]{0,500}$',
      patternErrorMessage: 'must be NAME=value',
    },
    description: 'Arguments for the build.',
    examples: [['NODE_VERSION=20']],
    default: [],
  },
  port: {
    type: 'integer',
    minimum: 1,
    maximum: 65535,
    description: 'The port that the container listens on; it is told as `PORT`.',
    default: 8080,
  },
  data: path('The directory in the container that holds its data; a volume of its own.', '/data'),
  memory: {
    type: 'string',
    pattern: '^[1-9][0-9]{0,5}[mg]$',
    patternErrorMessage: 'must be an amount such as 512m or 2g',
    description: 'Memory that it may use, swap included.',
    default: '512m',
  },
  cpus: { type: 'number', minimum: 0.1, maximum: 64, description: 'Processors that it may use.', default: 1 },
  processes: {
    type: 'integer',
    minimum: 4,
    maximum: 32768,
    description: 'Processes that it may have.',
    default: 256,
  },
  'keep-images': {
    type: 'integer',
    minimum: 0,
    maximum: 100,
    description: 'Images of this repository that are kept besides those in use, the newest.',
    default: 3,
  },
});
