import { expect, test } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { lintWorkflow } from '../support/lint-workflow.js';

const path = 'examples/workflows/greenlight.yml';
const workflow = await readFile(path, 'utf8');

test.each([path, 'examples/shop/.github/workflows/ci.yml', '.github/workflows/ci.yml'])(
  '%s is a workflow that GitHub takes',
  async (name) => {
    expect(await lintWorkflow(name, await readFile(name, 'utf8'))).toEqual([]);
  },
);

test.each([
  ['an unknown key', 'runs-on:', 'run-on:', "Unexpected value 'run-on'"],
  ['an unknown function', 'failure() ||', 'failed() ||', "Unrecognized function: 'failed'"],
  [
    'a context where there is none',
    '${{ vars.GREENLIGHT_DIRECTORY',
    '${{ runner.temp',
    "Unrecognized named-value: 'runner'",
  ],
])('%s in it would be seen', async (_what, good, bad, message) => {
  const problems = await lintWorkflow(path, workflow.replace(good, bad));
  expect(problems.join('\n')).toContain(message);
});
