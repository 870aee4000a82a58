import { duration, section } from './schema-parts.js';

/** The section `production`. */
export const productionSchema = section('Shipping.', {
  watch: duration('How long production is probed after a deployment.', '10m'),
  failures: {
    type: 'integer',
    minimum: 1,
    maximum: 100,
    description: 'Looks in a row at which production must be unhealthy before it is rolled back.',
    default: 3,
  },
  interval: duration('Time between two looks while it is probed.', '5s'),
  freeze: {
    type: 'array',
    items: { $ref: '#/definitions/freeze' },
    maxItems: 50,
    description:
      'Times in which nothing goes live. What is approved waits at 9.2.1 and goes on by itself; a rollback is possible all the same.',
    default: [],
  },
});
