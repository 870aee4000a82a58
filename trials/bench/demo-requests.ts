import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Report } from '#cli/demo/make-report.js';
import type { Figure } from '../figures.js';
import { freshDirectory } from './ground.js';
import type { Scenario } from './scenario.js';

const run = promisify(execFile);

/** What GitHub is asked for during the demo, step by step. */
export const demoRequests: Scenario = {
  name: 'demo-requests',
  run: async (ground, tell) => {
    if (ground.quick) return [];
    tell('the demo');
    const file = join(await freshDirectory(ground, 'demo'), 'report.json');
    const program = fileURLToPath(import.meta.resolve('#cli/main.js'));
    await run(process.execPath, [program, 'demo', '--once', '--executor', 'command', '--report', file], {
      maxBuffer: 64e6,
    });
    return figuresOf(JSON.parse(await readFile(file, 'utf8')) as Report);
  },
};

function figuresOf({ costs, comments, rounds, requests, deliveries }: Report): readonly Figure[] {
  const of = (...events: readonly string[]): readonly number[] =>
    costs.filter(({ event }) => events.includes(event)).map((one) => one.requests);
  const shipped = of('ProductionTouched', 'ProductionDeployed', 'Released').slice(-3);
  return [
    {
      name: 'an approval or rejection, at most',
      value: Math.max(...of('Approved', 'Rejected')),
      unit: '',
      limit: { atMost: 6 },
    },
    {
      name: 'a deployment to the sandbox, at most',
      value: Math.max(...of('SandboxDeployed')),
      unit: '',
      limit: { atMost: 9 },
    },
    {
      name: 'production and release',
      value: shipped.reduce((total, one) => total + one, 0),
      unit: '',
      limit: { atMost: 16 },
    },
    { name: 'new comments a round', value: comments.created / rounds, unit: '', limit: { atMost: 4 } },
    { name: 'all requests', value: requests.total, unit: '' },
    { name: 'deliveries', value: deliveries, unit: '' },
    ...Object.entries(requests.byStep).map(([step, value]) => ({ name: `step ${step}`, value, unit: '' })),
  ];
}
