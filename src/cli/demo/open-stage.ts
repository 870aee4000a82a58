import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import type { GitHub, GitHubOptions, Repository } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';
import { cast, fullName, organization, people, repositoryName } from './cast.js';
import { deployByHand, endEverything } from './deploy-by-hand.js';
import { type RunningApp, runApp } from './run-app.js';

/** Everything the story is played on. */
export interface Stage {
  readonly github: GitHub;
  readonly repository: Repository;
  readonly app: RunningApp;
  /** Where the shop is live. */
  readonly production: string;
  /** Everything that is written while the demo runs. */
  readonly directory: string;
  /** Puts a commit live without Greenlight, as it was done before and is done in a hurry. */
  deployByHand(commit: string): Promise<void>;
  /** Ends every process and removes the directory. */
  close(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
const appId = 1_042;

/**
 * Starts GitHub with people and the shop's repository, puts the shop live, installs the App with exactly the permissions and
 * events of `app.yml`, and starts Greenlight.
 */
export async function openStage(): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'greenlight-demo-'));
  const data = join(directory, 'data');
  const { privateKey, publicKey } = keys();
  const webhookSecret = randomBytes(32).toString('hex');
  const github = await startGitHub({
    app: { id: appId, slug: 'greenlight', publicKey, webhookSecret, ...(await readManifest()) },
    directory: join(directory, 'github'),
  });
  const repository = await createShop(github);
  const live = await repository.git('rev-parse', 'main');
  const byHand = { repository, directory: join(data, 'environments', String(repository.id)) };
  const production = await deployByHand(byHand, live);

  const cwd = join(directory, 'server');
  await mkdir(cwd);
  const app = await runApp(
    {
      APP_ID: String(appId),
      PRIVATE_KEY: privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: github.host,
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      PORT: '0',
      GREENLIGHT_DATA: data,
      GREENLIGHT_PROBE_HOSTS: '127.0.0.1',
    },
    cwd,
  );
  github.deliverTo(`${app.url}/api/github/webhooks`);
  await github.install({ account: organization, repositories: [fullName] });
  await github.settled();
  return {
    github,
    repository,
    app,
    production,
    directory,
    deployByHand: async (commit) => {
      await deployByHand(byHand, commit);
    },
    close: async () => {
      await app.stop();
      await endEverything(byHand);
      await github.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function keys(): { privateKey: string; publicKey: string } {
  return generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
}

async function readManifest(): Promise<Pick<GitHubOptions['app'], 'permissions' | 'events'>> {
  const manifest = load(await readFile(join(root, 'app.yml'), 'utf8')) as {
    default_permissions: GitHubOptions['app']['permissions'];
    default_events: string[];
  };
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}

async function createShop(github: GitHub): Promise<Repository> {
  for (const { login, name } of people) github.addUser(login, { name });
  github.addOrganization(organization, { members: [cast.manager, cast.devops] });
  const repository = await github.createRepositoryFromDirectory({
    owner: organization,
    name: repositoryName,
    directory: join(root, 'examples', 'shop'),
    collaborators: Object.fromEntries(people.map(({ login, access }) => [login, access])),
  });
  // As `greenlight protect` or the repository's settings do it: nothing is merged without Greenlight's own check.
  await github.as(cast.devops).protectBranch(fullName, 'main', {
    requiredChecks: [{ context: 'greenlight', appId }, { context: 'test' }],
  });
  return repository;
}
