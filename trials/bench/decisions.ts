import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { GitHub } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';
import type { Figure } from '../figures.js';
import { createShop } from './create-shop.js';
import {
  appId,
  freshDirectory,
  type Ground,
  publicKey,
  variablesOf,
  webhookPath,
  webhookSecret,
} from './ground.js';
import { readManifest } from './read-manifest.js';
import { runServer } from './run-server.js';
import type { Scenario } from './scenario.js';
import { at } from './send.js';

const githubLatencyMs = 50;
const shop = 'agency/shop';

/** From a person's act on GitHub until the check on the pull request says what came of it, with GitHub 50 ms away. */
export const decisions: Scenario = {
  name: 'decisions',
  run: async (ground, tell) => {
    const github = await startDistantGitHub(ground);
    const directory = await freshDirectory(ground, 'decisions');
    const greenlight = await runServer(fileURLToPath(import.meta.resolve('#app/main.js')), {
      variables: variablesOf(github.host, { directory, databaseUrl: undefined, logLevel: 'warn' }),
      log: join(directory, 'log'),
    });
    try {
      github.deliverTo(`${greenlight.url}${webhookPath}`);
      await createShop(github);
      await github.install({ account: 'agency', repositories: [shop] });
      const change = await openChange(github);
      const times: number[] = [];
      for (let turn = 0; turn < (ground.quick ? 2 : 20); turn += 1) {
        tell(`turn ${turn + 1}`);
        times.push(await timeOfCommand(github, change, '/hold Wait.'));
        times.push(await timeOfCommand(github, change, '/unhold'));
        times.push(await timeOfPush(github, turn));
      }
      return figuresOf(times);
    } finally {
      await greenlight.stop();
      await github.close();
    }
  },
};

async function startDistantGitHub(ground: Ground): Promise<GitHub> {
  return startGitHub({
    app: { id: appId, slug: 'greenlight', publicKey, webhookSecret, ...(await readManifest()) },
    directory: join(await freshDirectory(ground, 'github'), 'github'),
    latencyMs: githubLatencyMs,
  });
}

const branch = 'task/1-gift-wrapping';

/** A task with a pull request. Resolves to the number of the pull request, when its check is there. */
async function openChange(github: GitHub): Promise<number> {
  const maria = github.as('maria');
  await github.until(
    () =>
      github
        .repository(shop)
        .labels()
        .some(({ name }) => name === 'greenlight'),
    {
      what: 'the labels',
    },
  );
  const { number } = await maria.openIssue(shop, { title: 'Gift wrapping', body: 'An idea.' });
  await maria.addLabel(shop, number, 'greenlight');
  await github.until(() => github.repository(shop).issue(number).labels.includes('stage: discussion'), {
    what: 'the task',
  });
  const sha = await push(github, 'first');
  const pull = await github.as('dan').openPullRequest(shop, {
    head: branch,
    title: 'Gift wrapping',
    body: `Closes #${number}`,
  });
  await github.until(() => checkOn(github, sha), { what: 'the check' });
  return pull.number;
}

async function push(github: GitHub, text: string): Promise<string> {
  const { sha } = await github.as('dan').push(shop, { branch, message: text, files: { 'gift.txt': text } });
  return sha;
}

function checkOn(github: GitHub, sha: string): string | null {
  const check = github
    .repository(shop)
    .checks(sha)
    .findLast(({ name }) => name === 'greenlight');
  return check === undefined ? null : JSON.stringify(check);
}

async function timeOfCommand(github: GitHub, change: number, command: string): Promise<number> {
  await github.settled();
  const { sha } = github.repository(shop).pull(change).head;
  const before = checkOn(github, sha);
  const began = performance.now();
  await github.as('maria').comment(shop, 1, command);
  await github.until(() => checkOn(github, sha) !== before, { what: `the check after ${command}` });
  return performance.now() - began;
}

async function timeOfPush(github: GitHub, turn: number): Promise<number> {
  await github.settled();
  const sha = await push(github, `more ${turn}`);
  const began = performance.now();
  await github.until(() => checkOn(github, sha), { what: 'the check on the new commit' });
  return performance.now() - began;
}

function figuresOf(times: readonly number[]): readonly Figure[] {
  const sorted = times.toSorted((a, b) => a - b);
  return [
    {
      name: 'event to check, GitHub 50 ms away: p50',
      value: at(sorted, 0.5),
      unit: 'ms',
      limit: { atMost: 250 },
    },
    {
      name: 'event to check, GitHub 50 ms away: p99',
      value: at(sorted, 0.99),
      unit: 'ms',
      limit: { atMost: 1_500 },
    },
    { name: 'events', value: sorted.length, unit: '' },
  ];
}
