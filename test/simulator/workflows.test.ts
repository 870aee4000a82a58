import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { join } from 'node:path';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { WorkflowRunner } from '#simulator/state/workflow-run.js';
import { type ShopWorld, startShop } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };

let shop: ShopWorld;
let runner: WorkflowRunner;
let directory: string;

beforeEach(async () => {
  shop = await startShop();
  directory = await mkdtemp(join(tmpdir(), 'runner-'));
  runner = shop.github.runWorkflows('shop/web', { directory, variables: { PLACE: 'a machine' } });
});

afterEach(async () => {
  await shop.close();
  await rm(directory, { recursive: true, force: true });
});

/** Runs a workflow of this one job for a deployment; resolves to its run when it is over. */
async function runOf(job: string, head = 'on: deployment') {
  const indented = job.replace(/^/gm, '    ');
  const workflow = `${head}\njobs:\n  work:\n    runs-on: ubuntu-latest\n${indented}\n`;
  const files = { '.github/workflows/work.yml': workflow };
  const { sha } = await shop.github.as('dev').push('shop/web', { branch: 'work', files, message: 'Work' });
  const { data } = await shop.octokit.rest.repos.createDeployment({
    ...web,
    ref: sha,
    task: 'greet',
    environment: 'preview',
    auto_merge: false,
    required_contexts: [],
    payload: { name: "O'Neill $(touch hacked)" },
  });
  await shop.github.settled();
  if (!('id' in data)) throw new Error('not deployed');
  return { run: runner.runs.at(-1), deployment: data.id, sha };
}

test('a step hands outputs and variables to the next, and reads what has happened', async () => {
  const { run } = await runOf(`
env: { NAME: '\${{ github.event.deployment.payload.name }}', PLACE: '\${{ vars.PLACE }}' }
steps:
  - id: first
    run: |
      echo "greeting=Hello" >> "$GITHUB_OUTPUT"
      printf 'MORE<<END\\none\\ntwo\\nEND\\n' >> "$GITHUB_ENV"
  - env: { GREETING: '\${{ steps.first.outputs.greeting }}' }
    run: echo "$GREETING, $NAME in $PLACE; $MORE"`);
  expect(run?.log).toContain("Hello, O'Neill $(touch hacked) in a machine; one\ntwo");
  expect(run?.conclusion).toBe('success');
});

test('after a step that failed only those run that ask for it, and the run has failed', async () => {
  const { run } = await runOf(`
defaults: { run: { shell: bash } }
steps:
  - run: "false | cat; echo first"
  - run: echo second
  - if: failure() && github.event_name == 'deployment'
    run: echo third
  - if: \${{ always() }}
    run: echo fourth`);
  expect(run?.conclusion).toBe('failure');
  const page = await fetch(`${shop.github.url}/shop/web/actions/runs/${run?.id ?? 0}`);
  expect(await page.text()).toContain('\nfourth\n');
  expect(run?.log.match(/^(first|second|third|fourth)$/gm)).toEqual(['third', 'fourth']);
});

test('a job whose condition does not hold is skipped', async () => {
  const { run } = await runOf(
    "if: github.event.deployment.payload.executor == 'x'\nsteps: [{ run: echo no }]",
  );
  expect(run).toMatchObject({ conclusion: 'skipped', log: '' });
});

test('code is checked out at any commit, and the token may do what the job says', async () => {
  const report = (state: string) => `
      curl -s -o /dev/null -w '%{http_code}\\n' -H "authorization: Bearer $TOKEN" -d '{"state":"${state}"}' \
        "$GITHUB_API_URL/repos/$GITHUB_REPOSITORY/deployments/$ID/statuses"`;
  const steps = `
env: { TOKEN: '\${{ github.token }}', ID: '\${{ github.event.deployment.id }}' }
steps:
  - uses: actions/checkout@v4
    with: { path: code, persist-credentials: false }
  - working-directory: code
    run: |
      git rev-parse HEAD
      ls .github/workflows
      if grep -rq "$TOKEN" .git; then echo leaked; fi${report('success')}`;
  const allowed = await runOf(`permissions: { contents: read, deployments: write }${steps}`);
  expect(allowed.run?.log).toContain(`${allowed.sha}\nwork.yml\n201\n`);
  const [given] = shop.github.repository('shop/web').deployments().at(-1)?.statuses ?? [];
  expect(given?.state).toBe('success');
  expect((await runOf(`permissions: { contents: read }${steps}`)).run?.log).toContain('\n403\n');
});

test('a job that takes too long is ended, and its last steps run', async () => {
  const { run } = await runOf(`
timeout-minutes: 0.01
steps:
  - run: sleep 300
  - if: cancelled()
    run: echo cleaned`);
  expect(run?.conclusion).toBe('cancelled');
  expect(run?.log).toContain('cleaned');
});

test('what a step leaves running is ended with its job, unless it hides from the runner; and then with the runner', async () => {
  const leave = (name: string): string =>
    `setsid sh -c 'echo $$ > "$GITHUB_WORKSPACE/../../../../${name}"; exec sleep 600' > /dev/null 2>&1 &\n`;
  await runOf(`
steps:
  - run: |
      ${leave('seen')}
      sleep 0.2
  - env: { RUNNER_TRACKING_ID: '' }
    run: |
      ${leave('hidden')}
      sleep 0.2`);
  const isRunning = async (name: string): Promise<boolean> => {
    const pid = (await readFile(join(directory, name), 'utf8')).trim();
    const status = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ') Z');
    return !/\) [ZX]/.test(status);
  };
  expect([await isRunning('seen'), await isRunning('hidden')]).toEqual([false, true]);
  await runner.stop();
  expect(await isRunning('hidden')).toBe(false);
});

test('a step that is not understood fails, and says so', async () => {
  const { run } = await runOf('steps: [{ uses: actions/setup-node@v4 }]');
  expect(run?.conclusion).toBe('failure');
  expect(run?.log).toContain('this runner has no action actions/setup-node@v4');
});

test('nothing runs where the commit has no workflow for it, and the requests of runs are not the App’s', async () => {
  const { run } = await runOf('steps: [{ run: echo no }]', 'on: push');
  expect(run).toBeUndefined();
  expect(shop.github.requests.map(({ path }) => path).filter((path) => path.includes('/statuses'))).toEqual(
    [],
  );
});
