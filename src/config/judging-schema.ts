import { section } from './schema-parts.js';

const quorum = (who: string) => ({
  type: 'integer',
  minimum: 1,
  maximum: 20,
  description: `How many ${who} have to approve, at every gate that asks for them.`,
  default: 1,
});

/** The keys below `approvals` that say how many of each role have to approve. */
export const quorumSchema = {
  manager: quorum('managers'),
  client: quorum('people of the client'),
  developer: quorum('developers'),
  tester: quorum('testers'),
  devops: quorum('people of DevOps'),
};

/** The section `scenarios`. */
export const scenariosSchema = section('Test scenarios.', {
  verdicts: {
    enum: ['required', 'optional'],
    description:
      'Whether steps 5, 7 and 9.2.2 can be approved only when every scenario has a verdict (`/pass`, `/fail`). One that failed keeps them shut either way.',
    default: 'required',
  },
});
