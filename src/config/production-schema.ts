import { duration, section } from './schema-parts.js';

/** The section `production`. */
export const productionSchema = section('Shipping.', {
  watch: duration('How long production is probed after a deployment.', '10m'),
  freeze: {
    type: 'array',
    items: { $ref: '#/definitions/freeze' },
    maxItems: 50,
    description:
      'Times in which nothing goes live. What is approved waits at 9.2.1 and goes on by itself; a rollback is possible all the same.',
    default: [],
  },
});
