import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { load } from 'js-yaml';
import type { ExecutorName } from '#config/executor-name.js';
import type { GitHub, GitHubOptions, Repository } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';
import { cast, fullName, organization, people, repositoryName } from './cast.js';
import { openHosting } from './hosting/open-hosting.js';
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
const configFile = '.github/greenlight.yml';

/**
 * Starts GitHub with people and the shop's repository, starts Greenlight, installs the App with exactly the permissions and
 * events of `app.yml`, and puts the shop live.
 */
export async function openStage(executor: ExecutorName): Promise<Stage> {
  const directory = await mkdtemp(join(tmpdir(), 'greenlight-demo-'));
  const data = join(directory, 'data');
  const { privateKey, publicKey } = keys();
  const webhookSecret = randomBytes(32).toString('hex');
  const github = await startGitHub({
    app: { id: appId, slug: 'greenlight', publicKey, webhookSecret, ...(await readManifest()) },
    directory: join(directory, 'github'),
  });
  const repository = await createShop(github);
  const variables: Record<string, string> = {
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: github.host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: '0',
    GREENLIGHT_DATA: data,
    // The shops of the demo are on this machine.
    GREENLIGHT_PROBE_HOSTS: '127.0.0.1',
    // Days of a task in half a minute.
    GREENLIGHT_GITHUB_LIMITS: '20',
  };
  const config = await readFile(join(root, 'examples', 'shop', configFile), 'utf8');
  const ground = { github, repository, directory, data, config, server: () => variables };
  const hosting = await openHosting(executor, ground);
  Object.assign(variables, hosting.variables);
  await configure(github, hosting.files);
  const app = await startApp(github, { directory, variables });
  const close = async (): Promise<void> => {
    await app.stop();
    await hosting.close();
    await github.close();
    await rm(directory, { recursive: true, force: true });
  };
  try {
    const production = await hosting.deploy(await repository.git('rev-parse', 'main'));
    const deployByHand = async (commit: string): Promise<void> => {
      await hosting.deploy(commit);
    };
    return { github, repository, app, production, directory, deployByHand, close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What the executor needs in the repository that the shop does not have by itself. */
async function configure(github: GitHub, files: Readonly<Record<string, string>>): Promise<void> {
  await github.as(cast.devops).push(fullName, { branch: 'main', message: 'Set up Greenlight', files });
}

async function startApp(
  github: GitHub,
  { directory, variables }: { directory: string; variables: Readonly<Record<string, string>> },
): Promise<RunningApp> {
  const cwd = join(directory, 'server');
  await mkdir(cwd);
  const app = await runApp(variables, cwd);
  github.deliverTo(`${app.url}/api/github/webhooks`);
  await github.install({ account: organization, repositories: [fullName] });
  await github.settled();
  return app;
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
