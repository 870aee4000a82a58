import { duration, section } from './schema-parts.js';

/** One item of `probes`. */
export const probeSchema = section('One question that a healthy environment answers.', {
  name: {
    type: 'string',
    minLength: 1,
    maxLength: 50,
    description: 'What people call it. Default: its path.',
    examples: ['front page'],
  },
  path: {
    type: 'string',
    pattern: '^/\\S{0,500}$',
    patternErrorMessage: 'must be a path that begins with /',
    description: "Joined to the environment's address.",
    default: '/',
  },
  status: {
    type: 'integer',
    minimum: 100,
    maximum: 599,
    description: 'The HTTP status it answers.',
    default: 200,
  },
  contains: {
    type: 'string',
    minLength: 1,
    maxLength: 500,
    description: 'Text that the answer contains.',
    examples: ['Welcome'],
  },
  'commit-header': {
    type: 'string',
    pattern: '^[A-Za-z0-9-]{1,100}$',
    patternErrorMessage: 'must be the name of a response header',
    examples: ['x-commit'],
    description:
      'The response header that tells which commit is served; with it, a page of another commit is unhealthy.',
  },
  header: section(
    'A response header that the answer must have.',
    {
      name: {
        type: 'string',
        pattern: '^[A-Za-z0-9-]{1,100}$',
        patternErrorMessage: 'must be the name of a response header',
        description: 'Its name.',
        examples: ['content-type'],
      },
      contains: {
        type: 'string',
        minLength: 1,
        maxLength: 500,
        description: 'Text that it contains. Default: any.',
        examples: ['text/html'],
      },
    },
    ['name'],
  ),
  latency: {
    type: 'string',
    pattern: '^[1-9][0-9]{0,5}ms$',
    patternErrorMessage: 'must be a number of milliseconds such as 800ms',
    description:
      'A slower answer is unhealthy, measured until its last byte. Default: as slow as `timeout` allows.',
    examples: ['800ms'],
  },
  timeout: duration('How long one answer may take.', '5s'),
  retries: {
    type: 'integer',
    minimum: 0,
    maximum: 1000,
    description: 'Further tries before it counts as unhealthy.',
    default: 20,
  },
  interval: duration('Time between two tries.', '1s'),
});
