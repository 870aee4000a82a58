import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { people } from '#cli/demo/cast.js';
import type { GitHub, GitHubOptions, Repository } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';
import { type Hosting, openHosting } from './hosting.js';
import { openPipeline, type Pipeline } from './pipeline.js';

/** One repository that is delivered to; `pipeline`: its own CI/CD deploys it, else its scripts do, run by the server. */
export interface Shop {
  readonly repository: Repository;
  readonly pipeline: Pipeline | null;
}

/** GitHub with people and repositories, each of another owner with an installation of its own, so that GitHub's limits hold up none of them; and a host for what they deploy. */
export interface World {
  readonly github: GitHub;
  readonly shops: readonly Shop[];
  readonly hosting: Hosting;
  /** What a server is started with; where it delivers to is set by whoever starts it. */
  readonly variables: Readonly<Record<string, string>>;
  /** Installs the App: from then on the server is told of everything. */
  install(): Promise<void>;
  /** What production of a shop serves now. */
  served(shop: Shop): Promise<string | null>;
  close(): Promise<void>;
}

const appId = 1_042;

export interface WorldOptions {
  readonly directory: string;
  /** `null`: each repository's own kind, else all the same. */
  readonly executor: 'github-deployments' | null;
  readonly repositories: number;
}

export async function openWorld({ directory, executor, repositories }: WorldOptions): Promise<World> {
  const keys = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  });
  const webhookSecret = randomBytes(32).toString('hex');
  const github = await startGitHub({
    app: {
      id: appId,
      slug: 'greenlight',
      publicKey: keys.publicKey,
      webhookSecret,
      ...(await readManifest()),
    },
    directory: join(directory, 'github'),
  });
  const hosting = await openHosting(join(directory, 'hosting'));
  for (const { login, name } of people) github.addUser(login, { name });
  const data = join(directory, 'data');
  const shops: Shop[] = [];
  for (let index = 0; index < repositories; index += 1) {
    const kind = executor ?? (index % 3 === 1 ? 'github-deployments' : 'command');
    shops.push(await openShop({ github, hosting, directory, data }, { index, kind }));
  }
  return {
    github,
    shops,
    hosting,
    variables: {
      APP_ID: String(appId),
      PRIVATE_KEY: keys.privateKey,
      WEBHOOK_SECRET: webhookSecret,
      GHE_HOST: github.host,
      GHE_PROTOCOL: 'http',
      HOST: '127.0.0.1',
      GREENLIGHT_DATA: data,
      GREENLIGHT_PROBE_HOSTS: '127.0.0.1',
      GREENLIGHT_GITHUB_LIMITS: '20',
    },
    async install() {
      for (const { repository } of shops) {
        const [account = ''] = repository.fullName.split('/');
        await github.install({ account, repositories: [repository.fullName] });
      }
    },
    served: ({ repository, pipeline }) =>
      readFile(
        join(pipeline?.placeOf('production') ?? productionOf(data, repository), 'commit'),
        'utf8',
      ).catch(() => null),
    async close() {
      await github.close();
      await hosting.close();
    },
  };
}

const productionOf = (data: string, { id }: Repository): string =>
  join(data, 'environments', String(id), 'production', 'data');

async function openShop(
  { github, hosting, directory, data }: { github: GitHub; hosting: Hosting; directory: string; data: string },
  { index, kind }: { index: number; kind: 'command' | 'github-deployments' },
): Promise<Shop> {
  const [owner, name] = [`agency-${index + 1}`, `shop-${index + 1}`];
  github.addOrganization(owner, { members: ['maria', 'olga'] });
  const repository = await github.createRepository({
    owner,
    name,
    files: {
      'README.md': `# ${name}\n`,
      '.github/greenlight.yml': configOf(kind, index % 2 === 0 ? 'retest' : 'checks'),
      ...hosting.scripts(`${owner}/${name}`),
    },
    collaborators: Object.fromEntries(people.map(({ login, access }) => [login, access])),
  });
  await github.as('olga').protectBranch(repository.fullName, 'main', {
    requiredChecks: [{ context: 'greenlight', appId }, { context: 'test' }],
  });
  const pipeline =
    kind === 'command'
      ? null
      : openPipeline(github, repository, { hosting, directory: join(directory, 'hosting', name) });
  // It was live before Greenlight came.
  const production = pipeline?.placeOf('production') ?? productionOf(data, repository);
  await mkdir(production, { recursive: true });
  await writeFile(join(production, 'commit'), await repository.git('rev-parse', 'main'));
  return { repository, pipeline };
}

const configOf = (executor: string, onBaseChange: string): string => `
roles: { manager: maria, client: clara, developer: dan, tester: tess, devops: olga }
checks: { required: [test] }
integration: { on-base-change: ${onBaseChange} }
environments:
  executor: ${executor}
  production:
    probes: [{ path: /, commit-header: x-commit, retries: 3, interval: 1s }]
production: { watch: 2s, interval: 1s }
`;

async function readManifest(): Promise<Pick<GitHubOptions['app'], 'permissions' | 'events'>> {
  const manifest = load(await readFile('app.yml', 'utf8')) as {
    default_permissions: GitHubOptions['app']['permissions'];
    default_events: string[];
  };
  return { permissions: manifest.default_permissions, events: manifest.default_events };
}
