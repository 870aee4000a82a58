import { stageTable } from '#process/stages.js';
import type { Stage } from '#process/stage.js';
import type { StageWords, Words } from '../words.js';

const said = (stage: Stage, about: string): StageWords => {
  const { step, title } = stageTable[stage];
  return { title, step: `Step ${step} · ${title}`, about: `Step ${step}: ${about}` };
};

export const stages: Words['stages'] = {
  discussion: said('discussion', 'the manager estimates time and cost, the client agrees'),
  planning: said('planning', 'test scenarios are written, and the plan is approved'),
  sandbox: said('sandbox', 'a copy of the live project is made for this task'),
  development: said('development', 'the developer builds the change'),
  testing: said('testing', 'the tester tries the change in the sandbox'),
  integration: said('integration', 'the change is joined with the live project'),
  'integration-testing': said(
    'integration-testing',
    'the tester tries the change together with what is live',
  ),
  backup: said('backup', 'the live project and the sandbox are backed up'),
  demo: said('demo', 'the client looks at the demo and decides'),
  deployment: said('deployment', 'the approved change goes live'),
  'production-testing': said('production-testing', 'the tester tries the change in production'),
  rollback: said('rollback', 'production is put back as it was'),
  'final-demo': said('final-demo', 'the client takes a last look, at the live version'),
  teardown: said('teardown', 'the sandbox is removed'),
  release: said('release', 'the change is merged, tagged and published'),
  released: { title: 'Released', step: 'Released', about: 'Step 11 is done: live, merged and published' },
  cancelled: { title: 'Cancelled', step: 'Cancelled', about: 'Ended before its release' },
};
