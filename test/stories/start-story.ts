import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { readEnvironment } from '#app/read-environment.js';
import { type RunningServer, start, type Surroundings } from '#app/start.js';
import { stages } from '#process/stage.js';
import { deployByHand, endEverything } from '#cli/demo/deploy-by-hand.js';
import type {
  Actor,
  CheckView,
  GitHub,
  GitHubOptions,
  RequestRecord,
  Repository,
} from '#simulator/github.js';
import type { WorkflowRunner } from '#simulator/state/workflow-run.js';
import { startGitHub } from '#simulator/start-github.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

const appId = 1_042;
const webhookSecret = randomBytes(32).toString('hex');

/** The shop's configuration, with probes that lose patience sooner. */
export const shopConfig = `
roles: { manager: maria, client: clara, developer: dan, tester: tess, devops: olga }
checks: { required: [test] }
environments:
  executor: command
  timeout: 1m
  production:
    probes:
      - { path: /, contains: Corner Shop, commit-header: x-commit, retries: 2, interval: 1s }
production: { watch: 5m }
`;

export interface StoryOptions {
  /** `null`: the repository has none. */
  readonly config?: string | null;
  /** Else the embedded store. */
  readonly databaseUrl?: string;
  /** The operator's file of places that hear of stage changes. */
  readonly hooks?: object;
  /** Further files of the repository; text that begins with `#!` is executable. */
  readonly files?: Readonly<Record<string, string>>;
  /** Further variables of the server. */
  readonly server?: Readonly<Record<string, string>>;
  /** The repository has the example workflow, and its environments are where that keeps them. */
  readonly workflow?: boolean;
  /** What is put in the place of the machine's own. */
  readonly surroundings?: Surroundings;
  readonly manifest?: (app: Pick<GitHubOptions['app'], 'permissions' | 'events'>) => void;
}

/** People at a simulated GitHub, the real server beside it, the shop live; everything is read back from GitHub's side. */
export interface Story {
  readonly github: GitHub;
  readonly shop: Repository;
  readonly production: string;
  /** What the server is started with. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly people: Readonly<Record<'maria' | 'clara' | 'dan' | 'tess' | 'olga' | 'mallory', Actor>>;
  /** Opens an issue and labels it; resolves to its number when it is a task. */
  propose(title?: string): Promise<number>;
  comment(who: keyof Story['people'], number: number, body: string): Promise<void>;
  /** Resolves when the stage label of an issue says so. */
  reaches(number: number, stage: string): Promise<void>;
  /** Resolves when the bot's reaction to the last comment is there: `+1` or `confused`. */
  answered(number: number): Promise<string>;
  /** Says a command, and waits for the reaction. */
  says(who: keyof Story['people'], number: number, body: string): Promise<string>;
  /** Resolves to the newest of Greenlight's replies on an issue that says so, once there is one. */
  hears(number: number, words: RegExp): Promise<string>;
  stage(number: number): string | null;
  card(number: number): string;
  /** Greenlight's comments on an issue other than its card. */
  replies(number: number): readonly string[];
  /** Those of them that answer somebody, rather than call people to a step. */
  answers(number: number): readonly string[];
  /** Greenlight's check on a commit, the latest. */
  check(sha: string): CheckView | undefined;
  /** The requests made while `act` and everything that followed from it went on. */
  requestsOf(act: () => Promise<unknown>): Promise<readonly RequestRecord[]>;
  /** From now on a runner does what the repository's workflows say. */
  runWorkflows(): WorkflowRunner;
  /** Stops the server and starts it again on the same data. */
  restart(): Promise<void>;
  /** The first half of that, and the second. */
  stop(): Promise<void>;
  begin(): Promise<void>;
  close(): Promise<void>;
}

const exampleWorkflow = 'examples/workflows/greenlight.yml';
const fullName = 'agency/shop';
const bot = 'greenlight[bot]';

export async function startStory({
  config = shopConfig,
  databaseUrl,
  hooks,
  files = {},
  server: further = {},
  workflow = false,
  surroundings = {},
  manifest,
}: StoryOptions = {}): Promise<Story> {
  const directory = await mkdtemp(join(tmpdir(), 'greenlight-story-'));
  const app = await readManifest();
  manifest?.(app);
  const github = await startGitHub({
    app: { id: appId, slug: 'greenlight', publicKey, webhookSecret, ...app },
    directory: join(directory, 'github'),
  });
  const shop = await createShop(github, {
    '.github/greenlight.yml': config,
    ...(workflow && { '.github/workflows/greenlight.yml': await readFile(exampleWorkflow, 'utf8') }),
    ...files,
  });
  const data = join(directory, 'data');
  const kept = join(directory, 'runner');
  const environments = workflow ? join(kept, 'environments') : join(data, 'environments', String(shop.id));
  const byHand = { repository: shop, directory: environments };
  const production = await deployByHand(byHand, await shop.git('rev-parse', 'main'));
  const hookFile = join(directory, 'hooks.yml');
  await writeFile(hookFile, JSON.stringify(hooks ?? {}));
  const settings = { DATABASE_URL: databaseUrl, GREENLIGHT_HOOKS: hookFile, ...further };
  const variables = variablesOf(github, data, settings);
  let server = await startServer(variables, surroundings);
  github.deliverTo(`${server.url}/api/github/webhooks`);
  await github.install({ account: 'agency', repositories: [fullName] });

  const people = Object.fromEntries(logins.map((login) => [login, github.as(login)])) as Story['people'];
  const story: Story = {
    github,
    shop,
    production,
    variables,
    people,
    async propose(title = 'Gift wrapping') {
      const { number } = await people.maria.openIssue(fullName, { title, body: 'An idea.' });
      await people.maria.addLabel(fullName, number, 'greenlight');
      await story.reaches(number, 'discussion');
      await github.until(() => cardOf(shop, number), { what: 'the card' });
      return number;
    },
    async comment(who, number, body) {
      await people[who].comment(fullName, number, body);
    },
    async reaches(number, stage) {
      await github.until(() => story.stage(number) === stage, {
        what: `the label of stage ${stage} on #${number}`,
        timeoutMs: 75_000,
      });
    },
    answered: (number) =>
      github.until(
        () => {
          const last = shop.issue(number).comments.findLast(({ author }) => author !== bot);
          return last?.reactions.find(({ user, content }) => user === bot && content !== 'eyes')?.content;
        },
        { what: `a reaction on #${number}` },
      ),
    async says(who, number, body) {
      await story.comment(who, number, body);
      return story.answered(number);
    },
    hears: (number, words) =>
      github.until(() => story.replies(number).findLast((body) => words.test(body)), {
        what: `a reply like ${String(words)} on #${number}`,
      }),
    stage: (number) =>
      shop
        .issue(number)
        .labels.find((name) => name.startsWith('stage: '))
        ?.slice('stage: '.length) ?? null,
    card: (number) => cardOf(shop, number)?.body ?? '',
    replies: (number) =>
      shop
        .issue(number)
        .comments.filter(({ author, body }) => author === bot && !body.includes('greenlight:card'))
        .map(({ body }) => body),
    answers: (number) => story.replies(number).filter((body) => !body.includes('greenlight:call:')),
    check: (sha) => shop.checks(sha).findLast(({ name }) => name === 'greenlight'),
    async requestsOf(act) {
      await github.settled();
      const before = github.requests.length;
      await act();
      await github.settled();
      return github.requests.slice(before);
    },
    runWorkflows: () =>
      github.runWorkflows(fullName, {
        directory: join(directory, 'runs'),
        variables: { GREENLIGHT_DIRECTORY: kept },
      }),
    async restart() {
      await story.stop();
      await story.begin();
    },
    stop: () => server.stop(),
    async begin() {
      server = await startServer(variables, surroundings);
      github.deliverTo(`${server.url}/api/github/webhooks`);
    },
    async close() {
      await server.stop();
      await endEverything(byHand);
      await github.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
  // The App makes its labels when it comes: one for each stage, and the one that starts a task.
  const labelled = (): boolean => shop.labels().length >= 2 + stages.length + 1;
  await github.until(() => labelled() || refusedFor({ github }), { what: 'the labels' });
  await github.settled();
  return story;
}

/** To delete environments takes administration, which app.yml does not ask for: whoever grants it has a tidier list. */
const optional = 'DELETE /repos/{owner}/{repo}/environments/{environment_name}';

/** The first request that GitHub refused for want of a permission that the App needs. */
export function refusedFor({ github }: Pick<Story, 'github'>): string | undefined {
  const isRefusal = ({ status, response }: RequestRecord): boolean =>
    status === 403 || JSON.stringify(response ?? '').includes('"FORBIDDEN"');
  return github.requests.find((request) => isRefusal(request) && request.route !== optional)?.route;
}

const logins = ['maria', 'clara', 'dan', 'tess', 'olga', 'mallory'] as const;

async function readManifest(): Promise<Pick<GitHubOptions['app'], 'permissions' | 'events'>> {
  const manifest = load(await readFile('app.yml', 'utf8')) as {
    default_permissions: GitHubOptions['app']['permissions'];
    default_events: string[];
  };
  return { permissions: { ...manifest.default_permissions }, events: [...manifest.default_events] };
}

async function createShop(
  github: GitHub,
  files: Readonly<Record<string, string | null>>,
): Promise<Repository> {
  for (const login of logins) github.addUser(login);
  github.addOrganization('agency', { members: ['maria', 'olga'], teams: { qa: { members: ['tess'] } } });
  const shop = await github.createRepositoryFromDirectory({
    owner: 'agency',
    name: 'shop',
    directory: 'examples/shop',
    collaborators: {
      maria: 'maintain',
      clara: 'read',
      dan: 'write',
      tess: 'triage',
      olga: 'admin',
      mallory: 'read',
    },
  });
  await github.as('olga').push(fullName, {
    branch: 'main',
    message: 'Configure Greenlight',
    files: Object.fromEntries(Object.entries(files).map(([path, text]) => [path, asFile(text)])),
  });
  await github.as('olga').protectBranch(fullName, 'main', {
    requiredChecks: [{ context: 'greenlight', appId }],
  });
  return shop;
}

function asFile(text: string | null) {
  return text?.startsWith('#!') ? ({ content: text, mode: '100755' } as const) : text;
}

type Variables = Readonly<Record<string, string | undefined>>;

function startServer(variables: Variables, surroundings: Surroundings): Promise<RunningServer> {
  return start(readEnvironment(variables), surroundings);
}

function variablesOf(github: GitHub, data: string, settings: Variables): Variables {
  return {
    APP_ID: String(appId),
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: webhookSecret,
    GHE_HOST: github.host,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: '0',
    GREENLIGHT_DATA: data,
    GREENLIGHT_PROBE_HOSTS: '127.0.0.1',
    GREENLIGHT_GITHUB_LIMITS: '20',
    ...settings,
    LOG_LEVEL: 'fatal',
    PATH: process.env['PATH'],
  };
}

function cardOf(shop: Repository, number: number) {
  return shop
    .issue(number)
    .comments.find(({ author, body }) => author === bot && body.includes('greenlight:card'));
}
