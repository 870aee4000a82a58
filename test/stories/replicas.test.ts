import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { connect, createServer, type Server as Proxy, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load } from 'js-yaml';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Store } from '#ports/store.js';
import { taskKey } from '#process/new-task.js';
import type { GitHub, GitHubOptions, Repository } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';
import { openPostgresStore } from '#store/postgres/open-postgres-store.js';
import { createDatabase, describeOnPostgres, type Server, startPostgres } from '../support/postgres.js';
import { app, compileServer, type ServerProcess, startServerProcess } from '../support/server-process.js';

const fullName = 'agency/shop';
const config = 'roles: { manager: maria, client: clara, developer: dan, tester: tess, devops: olga }\n';

/** Hands each connection to the next replica that is ready, as a load balancer does. */
interface Balancer {
  readonly url: string;
  readonly replicas: Set<string>;
  readonly close: () => void;
}

await describeOnPostgres('two replicas on one PostgreSQL', () => {
  let directory: string;
  let compiled: string;
  let postgres: Server;
  let database: { url: string; drop: () => Promise<void> };
  let github: GitHub;
  let shop: Repository;
  let store: Store;
  let balancer: Balancer;
  let running: ServerProcess[] = [];
  let numbers: readonly number[] = [];

  async function startReplica(): Promise<ServerProcess> {
    const replica = await startServerProcess(compiled, {
      host: github.host,
      DATABASE_URL: database.url,
      GREENLIGHT_DRAIN: '1s',
    });
    running.push(replica);
    balancer.replicas.add(replica.url);
    return replica;
  }

  /** Ends one as an operator does, and starts another in its place. */
  async function replace(replica: ServerProcess): Promise<void> {
    await startReplica();
    await stop(replica);
  }

  async function stop(replica: ServerProcess): Promise<void> {
    replica.kill('SIGTERM');
    expect(await replica.ended).toBe(0);
    balancer.replicas.delete(replica.url);
    running = running.filter((one) => one !== replica);
  }

  const answered = (number: number): boolean => {
    const last = shop.issue(number).comments.findLast(({ author }) => author === 'maria');
    return last?.reactions.some(({ content }) => content === '+1') ?? false;
  };

  const estimatesOf = async (number: number): Promise<readonly string[]> => {
    const journal = await store.loadJournal(taskKey(shop.id, number));
    return journal.flatMap(({ event }) => (event.type === 'EstimateGiven' ? [JSON.stringify(event)] : []));
  };

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'greenlight-replicas-'));
    compiled = compileServer();
    postgres = await startPostgres();
    database = await createDatabase(postgres, `greenlight_replicas_story_${process.pid}`);
    github = await openShop(directory);
    shop = github.repository(fullName);
    store = await openPostgresStore({ url: database.url });
    balancer = await openBalancer();
    github.deliverTo(`${balancer.url}/api/github/webhooks`);
  }, 120_000);

  afterAll(async () => {
    for (const replica of running) replica.kill('SIGKILL');
    balancer.close();
    await github.close();
    await store.close();
    await database.drop();
    await postgres.stop();
    await Promise.all([directory, compiled].map((path) => rm(path, { recursive: true, force: true })));
  }, 60_000);

  test('both are replaced while people go on writing: nothing is lost, doubled or out of order', async () => {
    const [one, other] = await Promise.all([startReplica(), startReplica()]);
    await github.install({ account: 'agency', repositories: [fullName] });
    const maria = github.as('maria');
    const issues = await Promise.all(
      ['Gift wrapping', 'Vouchers', 'Opening hours'].map((title) =>
        maria.openIssue(fullName, { title, labels: ['greenlight'] }),
      ),
    );
    numbers = issues.map(({ number }) => number);
    const isTask = (number: number): boolean => shop.issue(number).labels.includes('stage: discussion');
    await github.until(() => numbers.every(isTask), { what: 'the tasks', timeoutMs: 60_000 });

    const rolling = { over: false };
    const replaced = replace(one)
      .then(() => replace(other))
      .finally(() => (rolling.over = true));
    let said = 0;
    while (!rolling.over) {
      said += 1;
      await Promise.all(numbers.map((number) => maria.comment(fullName, number, `/estimate ${said}h`)));
      await github.settled();
    }
    await replaced;
    await github.until(() => numbers.every(answered), { what: 'the last answers', timeoutMs: 60_000 });

    await github.settled();
    expect(said).toBeGreaterThan(5);
    expect(github.deliveries.filter(({ status_code: status }) => status !== 202)).toEqual([]);
    for (const number of numbers) {
      const hours = (await estimatesOf(number)).map((event) => /(\d+)h/.exec(event)?.[1]);
      expect(hours).toEqual(Array.from({ length: said }, (_, index) => String(index + 1)));
    }
  }, 180_000);

  test('what a killed replica was doing is done by another when its lease has ended', async () => {
    const [one, other] = running;
    if (one === undefined || other === undefined) throw new Error('two replicas run');
    await stop(other);
    const [number = 0] = numbers;
    let goOn = (): void => undefined;
    const asked = new Promise<void>((resolve) => {
      github.faults.add({
        route: 'POST /graphql Snapshot',
        then: () => {
          resolve();
          return new Promise((answer) => (goOn = answer));
        },
      });
    });
    await github.as('maria').comment(fullName, number, '/estimate 500h');
    await asked;
    await startReplica();
    one.kill('SIGKILL');
    await one.ended;
    balancer.replicas.delete(one.url);
    const began = performance.now();
    await github.until(() => answered(number), { what: 'the answer', timeoutMs: 40_000 });
    // A lease of 15 s, a look each second, and the work itself on a machine that has more to do.
    expect(performance.now() - began).toBeLessThan(22_000);
    goOn();
    const estimates = await estimatesOf(number);
    expect(estimates.filter((event) => event.includes('500h'))).toHaveLength(1);
  }, 120_000);
});

async function openShop(directory: string): Promise<GitHub> {
  const manifest = load(await readFile('app.yml', 'utf8')) as {
    default_permissions: GitHubOptions['app']['permissions'];
    default_events: string[];
  };
  const github = await startGitHub({
    app: {
      id: app.id,
      slug: 'greenlight',
      publicKey: app.publicKey,
      webhookSecret: app.secret,
      permissions: manifest.default_permissions,
      events: manifest.default_events,
    },
    directory: join(directory, 'github'),
  });
  for (const login of ['maria', 'olga']) github.addUser(login);
  github.addOrganization('agency', { members: ['maria', 'olga'] });
  await github.createRepository({
    owner: 'agency',
    name: 'shop',
    files: { 'README.md': 'The shop.', '.github/greenlight.yml': config },
    collaborators: { maria: 'maintain', olga: 'admin' },
  });
  return github;
}

/** Looks five times a second who is ready, and tries the next one where a connection is refused. */
async function openBalancer(): Promise<Balancer> {
  const replicas = new Set<string>();
  let ready: readonly string[] = [];
  let turn = 0;
  const look = setInterval(() => {
    void Promise.all([...replicas].map(isReady)).then((found) => {
      ready = found.filter((url) => url !== null);
    });
  }, 200);
  const server: Proxy = createServer((socket) => {
    socket.on('error', () => undefined);
    const list = ready.length > 0 ? ready : [...replicas];
    turn += 1;
    pass(list.map((_, index) => list[(turn + index) % list.length] ?? ''));

    function pass([first, ...others]: readonly string[]): void {
      if (first === undefined) return void socket.destroy();
      const { hostname, port } = new URL(first);
      const replica = connect(Number(port), hostname);
      replica.once('connect', () => socket.pipe(replica).pipe(socket));
      replica.on('error', () =>
        replica.bytesRead === 0 && replica.connecting ? pass(others) : socket.destroy(),
      );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    replicas,
    close: () => {
      clearInterval(look);
      server.close();
    },
  };
}

async function isReady(url: string): Promise<string | null> {
  const answer = await fetch(`${url}/readyz`).catch(() => null);
  return answer?.ok === true ? url : null;
}
