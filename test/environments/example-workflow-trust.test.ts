import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { WorkflowRunner } from '#simulator/state/workflow-run.js';
import { type ShopWorld, startShop } from '../simulator/start-world.js';

let shop: ShopWorld;
let directory: string;
let head: string;

beforeEach(async () => {
  shop = await startShop();
  directory = await mkdtemp(join(tmpdir(), 'runner-'));
  const files = {
    '.github/workflows/greenlight.yml': await readFile('examples/workflows/greenlight.yml', 'utf8'),
    deploy: { content: '#!/bin/sh\nenv | grep GITHUB_ENV; echo "it ran"; exit 1\n', mode: '100755' as const },
  };
  ({ sha: head } = await shop.github
    .as('dev')
    .push('shop/web', { branch: 'work', files, message: 'Workflow' }));
});
afterEach(async () => {
  await shop.close();
  await rm(directory, { recursive: true, force: true });
});

/** What a run for a deployment like this came to; `app`: whose deployments are run alone. */
async function runOf(over: { task?: string; environment?: string; backup?: string }, app = '') {
  const runner: WorkflowRunner = shop.github.runWorkflows('shop/web', {
    directory,
    variables: { GREENLIGHT_DIRECTORY: join(directory, 'kept'), GREENLIGHT_APP: app },
  });
  await shop.octokit.rest.repos.createDeployment({
    owner: 'shop',
    repo: 'web',
    ref: head,
    task: over.task ?? 'greenlight:deploy',
    environment: over.environment ?? 'sandbox-1-2',
    auto_merge: false,
    required_contexts: [],
    payload: {
      executor: 'github-deployments',
      kind: 'sandbox',
      production: 'production',
      commit: head,
      scripts: head,
      script: 'deploy',
      source: { services: [], data: 'full' },
      backup: over.backup === undefined ? null : { id: over.backup, environment: 'production', sha256: 'a' },
    },
  });
  await shop.github.settled();
  const told = shop.github.repository('shop/web').deployments().at(-1)?.statuses.at(-1);
  return { run: runner.runs.at(-1), told: told?.description };
}

test('a script that the deployment names is run, and not told where variables of later steps come from', async () => {
  const { run, told } = await runOf({});
  expect(told).toBe('it ran');
  expect(run?.log).not.toContain('GITHUB_ENV');
});

test('where the repository names its Greenlight, nobody else’s deployments are run', async () => {
  expect((await runOf({}, 'somebody-else[bot]')).run?.conclusion).toBe('skipped');
  const { creator } =
    (await shop.octokit.rest.repos.listDeployments({ owner: 'shop', repo: 'web' })).data[0] ?? {};
  expect((await runOf({}, creator?.login)).told).toBe('it ran');
});

test.each([
  ['an environment that leads out of its place', { environment: '../../home' }],
  ['an environment with a second line', { environment: 'sandbox-1\nBASH_ENV=x' }],
  ['a backup that leads out of its place', { task: 'greenlight:restore', backup: '../../../etc' }],
  ['an operation of its own', { task: 'greenlight:x\nBASH_ENV=/tmp/x' }],
])('%s is refused before anything is done', async (_what, over) => {
  const { run, told } = await runOf(over);
  expect([run?.conclusion, told]).toEqual(['failure', 'the deployment names something that cannot be used']);
});

test('production is never removed, whatever is asked', async () => {
  expect((await runOf({ task: 'greenlight:destroy', environment: 'production' })).told).toBe(
    'only sandboxes are ever removed',
  );
});
