import { afterEach, expect, test } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defaultSettings, parseConfig } from '#config/parse-config.js';
import { settingsFor } from '#engine/perform/settings-for.js';
import { admit } from '#environments/host/admit.js';
import { whoseBackup } from '#environments/host/whose-backup.js';
import { judgePage } from '#environments/probes/judge-page.js';
import type { JournalEntry } from '#ports/store.js';
import type { Work } from '#ports/environments.js';
import { canonical } from '#process/canonical.js';
import { beginning, chainHash, findBreak } from '#store/chain.js';
import { deliveryAt, no } from '../process/delivery.js';
import { aBackup } from '../process/outcome-of.js';
import {
  api,
  noMoreRequests,
  onGraphql,
  repo,
  shop,
  startGitHubAdapter,
} from '../github/start-github-adapter.js';
import { aChange, aTask } from '../support/a-task.js';
import { example, part, whats } from './example.js';

afterEach(noMoreRequests);

const sha = 'a'.repeat(40);

test('threat 14: what is deployed is a commit, never a branch, and GitHub merges and waits for nothing by itself', async () => {
  const github = startGitHubAdapter();
  let sent: unknown;
  api()
    .post(`${repo}/deployments`, (body) => (sent = body) !== undefined)
    .reply(201, { id: 5 });
  const asked = { sha, task: 'greenlight:deploy', environment: 'sandbox-7-1', production: false };
  await github.createDeployment(shop, { ...asked, description: 'x', payload: { operation: 'o' } });
  expect(sent).toMatchObject({ ref: sha, auto_merge: false, required_contexts: [] });
  const work = { environment: { name: 'sandbox-7-1', kind: 'sandbox' }, scripts: sha };
  const why = admit('deploy', { ...work, commit: 'main', settings: defaultSettings.environments } as Work);
  expect(why).toMatch(/full id/);
});

test('threat 15: a page that shows another commit, or does not say which, is not shown to anybody', () => {
  const probe = {
    path: '/',
    status: 200,
    commitHeader: 'x-commit',
    header: null,
    contains: null,
    latencyMs: null,
  };
  const judge = (headers: Record<string, string>): string | null =>
    judgePage({ status: 200, headers, body: '' }, { probe, commit: sha, tookMs: 1 } as never);
  expect(judge({ 'x-commit': sha })).toBeNull();
  expect(judge({ 'x-commit': 'b'.repeat(40) })).toMatch(/serves commit bbbbbbb, not aaaaaaa/);
  expect(judge({})).toMatch(/does not say which commit/);
  const delivery = deliveryAt('testing');
  delivery.ends('SandboxUnhealthy');
  expect(delivery.task.sandbox?.commit).not.toBe('head-1');
});

test('threat 19: the configuration is that of the default branch, whatever a change says', async () => {
  const github = startGitHubAdapter();
  onGraphql(({ query, variables }) => {
    expect(query).toContain('object(expression: "HEAD:.github/greenlight.yml")');
    expect(variables).toEqual({ owner: 'agency', name: 'shop' });
    const target = { oid: sha, tree: { oid: sha } };
    return {
      data: { repository: { defaultBranchRef: { name: 'main', target }, config: { oid: 'b', text: '' } } },
    };
  });
  expect(await github.loadConfig(shop)).toEqual({ blob: 'b', text: '', commit: sha });
  const delivery = deliveryAt('demo');
  delivery.configProblem = 'line 1';
  expect(delivery.says('cleo', { type: 'Approved', note: null }).verdict).toBe('refused');
});

test('threat 20: a configuration follows nobody else’s: only that of its own owner, while that is its own', async () => {
  for (const key of ['_extends', 'extends', 'include'])
    expect(parseConfig(`${key}: evil/repo\n`).ok).toBe(false);
  const github = startGitHubAdapter();
  const content = { type: 'file', encoding: 'base64', content: '', sha: 'b' };
  const at = '/repos/agency/.github/contents/.github%2Fgreenlight.yml';
  const url = 'https://api.github.com/repos/evil/.github/contents/.github/greenlight.yml';
  api()
    .get(at)
    .reply(200, { ...content, url });
  expect(await github.loadDefaults(shop)).toBeNull();
});

test('threat 21: code of a fork runs nowhere until somebody of the project names its very commit, and then without secrets', () => {
  const delivery = deliveryAt('development');
  delivery.shows({ fork: true, author: 'mallory' });
  expect([delivery.stage, delivery.started]).toEqual(['development', []]);
  delivery.says('tess', { type: 'ForkAllowed', head: 'head-0' });
  expect(delivery.stage).toBe('development');
  delivery.says('tess', { type: 'ForkAllowed', head: 'head-1' });
  expect(delivery.started).toEqual(['DeploySandbox']);
  delivery.shows({ head: 'head-2' });
  expect([delivery.stage, delivery.started]).toEqual(['development', []]);
  const settings = {
    ...defaultSettings,
    environments: { ...defaultSettings.environments, pass: ['SHOP_KEY'] },
  };
  const task = aTask(1, { change: { ...aChange(2, sha), fork: true } });
  expect(settingsFor({ name: 'sandbox-7-1', kind: 'sandbox' }, { task, settings }).pass).toEqual([]);
});

test('threat 41: production goes back once, to the backup of this very deployment, and then people are called', () => {
  const delivery = deliveryAt('production-testing');
  const { backup } = delivery.task.production ?? {};
  delivery.ends('ProductionUnhealthy');
  expect(delivery.last?.operations).toMatchObject([{ kind: 'RestoreProduction', backup }]);
  delivery.ends('OperationFailed');
  expect([delivery.stage, delivery.started]).toEqual(['rollback', []]);
  delivery.waits(7 * 86_400_000);
  expect(delivery.started).toEqual([]);
  expect(whoseBackup({ ...aBackup('../../x') }, productionWork)).toMatch(/no backup of that name/);
});

const production = { name: 'production', kind: 'production' } as const;
const productionWork = { environment: production, settings: defaultSettings.environments };

test('threat 42: production is never taken for a sandbox, nor one sandbox for another, and is never destroyed', () => {
  const admits = (operation: 'destroy' | 'deploy' | 'stop', environment: object): string | null =>
    admit(operation, {
      environment,
      commit: sha,
      scripts: sha,
      settings: defaultSettings.environments,
    } as Work);
  for (const operation of ['destroy', 'stop'] as const)
    expect(admits(operation, production)).toMatch(/production/);
  expect(admits('destroy', { name: 'production', kind: 'sandbox' })).not.toBeNull();
  expect(parseConfig('environments: { production: { name: sandbox-7-1 } }').ok).toBe(false);
  const backup = { ...aBackup('0'.repeat(32)), environment: 'sandbox-7-2' };
  const environment = { name: 'sandbox-7-1', kind: 'sandbox' } as const;
  expect(whoseBackup(backup, { environment, settings: defaultSettings.environments })).not.toBeNull();
  expect(whoseBackup(backup, productionWork)).not.toBeNull();
});

test('threat 43: an issue that is found closed, or gone, ends its task and removes its sandbox', () => {
  for (const stage of ['development', 'testing', 'demo'] as const) {
    const delivery = deliveryAt(stage);
    delivery.hears({ type: 'IssueGone', doer: 'mona' });
    expect(delivery.started).toEqual(['RemoveSandbox']);
  }
});

test('threat 44: labels and comments are only shown: without them the task stands where it stood, and what was recorded cannot be changed', () => {
  const delivery = deliveryAt('demo');
  const { stage, approvals } = delivery.task;
  delivery.seen = { ...delivery.seen, issue: { ...delivery.seen.issue, labels: [] } };
  delivery.hears({ type: 'IssueSeen' });
  expect(delivery.task).toMatchObject({ stage, approvals });
  const journal: JournalEntry[] = [];
  for (const [index, by] of ['mona', 'cleo', 'tess'].entries()) {
    const previous = journal.at(-1)?.hash ?? beginning;
    const entry = { at: index, by } as unknown as JournalEntry;
    journal.push({
      ...entry,
      task: '7#1',
      number: index + 1,
      previous,
      hash: chainHash(previous, canonical(entry)),
    });
  }
  expect(findBreak(journal)).toBeNull();
  for (const place of [0, 1, 2]) {
    const forged = journal.map((entry, index) => (index === place ? { ...entry, by: 'mallory' } : entry));
    expect(findBreak(forged)).toBe(place + 1);
  }
  expect(findBreak(journal.slice(1))).toBe(1);
});

test('threat 45: who pushed is whom GitHub says, whatever name the commits bear', () => {
  const synchronize = { ...example('pull_request', 'synchronize'), action: 'synchronize' };
  const forged = part(synchronize, 'head_commit', {
    author: { email: 'tess@example.com', username: 'tess' },
  });
  expect(whats('pull_request', forged)).toEqual(whats('pull_request', synchronize));
  const sources = readdirSync('src/github', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .filter((path) => /\bemail\b|committer/i.test(readFileSync(join('src/github', path), 'utf8')));
  expect(sources).toEqual([]);
});

test('threat 46: every dependency is pinned by its contents, none of those that run installs by a script, nothing is fetched to be run', () => {
  const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8')) as {
    packages: Record<
      string,
      { integrity?: string; hasInstallScript?: boolean; dev?: boolean; resolved?: string }
    >;
  };
  const all = Object.entries(packages).filter(([path]) => path !== '');
  expect(all.length).toBeGreaterThan(100);
  expect(all.filter(([, { integrity }]) => !integrity?.startsWith('sha512-'))).toEqual([]);
  expect(all.filter(([, one]) => one.hasInstallScript === true && one.dev !== true)).toEqual([]);
  const elsewhere = all.map(([, { resolved }]) => resolved ?? 'https://registry.npmjs.org/');
  expect(elsewhere.filter((one) => !one.startsWith('https://registry.npmjs.org/'))).toEqual([]);
  if (existsSync('Dockerfile'))
    for (const [install] of readFileSync('Dockerfile', 'utf8').matchAll(/npm (?:ci|i|install)\b.*/g))
      expect(install).toMatch(/^npm ci\b.*--ignore-scripts/);
});

test('threat 41: a rejection in production brings back what was there before', () => {
  const delivery = deliveryAt('production-testing');
  delivery.says('tess', no);
  expect([delivery.stage, delivery.started]).toEqual(['rollback', ['RestoreProduction']]);
});
