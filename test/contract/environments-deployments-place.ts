import { generateKeyPairSync } from 'node:crypto';
import { appendFile, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDeploymentAnswers } from '#engine/deployment-answers.js';
import { openGitHubDeployments } from '#environments/github-deployments/open-github-deployments.js';
import { findMarked } from '#environments/host/processes/processes.js';
import { probe } from '#environments/probes/probe.js';
import { UnderWay } from '#errors/under-way.js';
import { openGitHub } from '#github/open-github.js';
import { translate } from '#github/translate/translate.js';
import type { Environments } from '#ports/environments.js';
import type { RepositoryRef } from '#process/task.js';
import type { FileContent, GitHub } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';
import type { GitServer } from '../support/git-server.js';
import type { EnvironmentsPlace } from './environments-place.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

const app = { id: 4_712, slug: 'greenlight' };
const fullName = 'acme/shop';

/** The shop at a simulated GitHub whose runner does the example workflow, and the executor that asks for it. */
export async function openDeploymentsPlace(): Promise<EnvironmentsPlace> {
  const root = await mkdtemp(join(tmpdir(), 'deployments-'));
  const kept = join(root, 'kept');
  const github = await startGitHub({
    app: {
      ...app,
      publicKey,
      webhookSecret: 'a secret of the executor tests',
      permissions: { contents: 'write', deployments: 'write', metadata: 'read' },
      events: ['deployment_status'],
    },
    directory: join(root, 'github'),
  });
  // Nobody listens there: deliveries are read where they were sent.
  github.deliverTo('http://127.0.0.1:9/');
  const repository = await createShop(github);
  const runner = github.runWorkflows(fullName, {
    directory: join(root, 'runs'),
    variables: { GREENLIGHT_DIRECTORY: kept },
  });
  const placeOf = (name: string): string => join(kept, 'environments', name);
  const markOf = (name: string): string => `GREENLIGHT_ENVIRONMENT_DIR=${join(placeOf(name), 'data')}`;
  return {
    environments: openExecutor(github, repository),
    git: openGit(github),
    seesBackups: false,
    // What people can read of it on GitHub: the log of the run, and the statuses.
    readLog: async (url) => {
      const run = runner.runs.find(({ id }) => url.endsWith(`/actions/runs/${id}`));
      const statuses = github
        .repository(fullName)
        .deployments()
        .flatMap((one) => one.statuses);
      return [run?.log, ...statuses.map(({ description }) => description)].join('\n');
    },
    async remains({ name }) {
      // The run goes on for a moment after it has answered.
      await github.settled();
      const processes = await findMarked(markOf(name));
      const files = await readdir(placeOf(name), { recursive: true }).catch(() => []);
      return [...processes.map(({ pid }) => `process ${pid}`), ...files];
    },
    corrupt: ({ id, environment }) => appendFile(join(kept, 'backups', environment, id, 'orders.json'), ' '),
    async remove() {
      await github.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

async function createShop(github: GitHub): Promise<RepositoryRef> {
  github.addUser('olga');
  github.addOrganization('acme', { members: ['olga'] });
  const { id } = await github.createRepositoryFromDirectory({
    owner: 'acme',
    name: 'shop',
    directory: 'examples/shop',
    collaborators: { olga: 'admin' },
  });
  const workflow = await readFile('examples/workflows/greenlight.yml', 'utf8');
  const files = { '.github/workflows/greenlight.yml': workflow };
  await github.as('olga').push(fullName, { branch: 'main', message: 'Deploy', files });
  const installation = await github.install({ account: 'acme', repositories: [fullName] });
  return { id, owner: 'acme', name: 'shop', installation: installation.id };
}

/** Commits that start over from the shop as it is, on branches of their own. */
function openGit(github: GitHub): GitServer {
  let made = 0;
  const commit = async (files: Readonly<Record<string, FileContent | null>>): Promise<string> => {
    made += 1;
    const branch = `commit-${made}`;
    const push = { branch, message: `Commit ${made}`, files: { ...files, '.made': String(made) } };
    return (await github.as('olga').push(fullName, push)).sha;
  };
  return {
    source: { url: `${github.url}/${fullName}.git`, token: '' },
    commit: (changes = {}) =>
      commit(
        Object.fromEntries(
          Object.entries(changes).map(([path, text]) => [
            path,
            text?.startsWith('#!') ? { content: text, mode: '100755' as const } : text,
          ]),
        ),
      ),
    commitExecutable: (path, content) => commit({ [path]: { content, mode: '100755' } }),
    commitLink: () => Promise.reject(new Error('GitHub is not asked for links here')),
    close: () => Promise.resolve(),
  };
}

/** The executor as the engine uses it: told of answers as they are delivered, and asked again until the end has come. */
function openExecutor(github: GitHub, repository: RepositoryRef): Environments {
  const notes = new Map<string, string>();
  const store = {
    loadNote: (name: string) => Promise.resolve(notes.get(name) ?? null),
    saveNote: (name: string, value: string) => Promise.resolve(void notes.set(name, value)),
  };
  const answers = openDeploymentAnswers(store);
  const clock = { now: () => Date.now() };
  const { url: webUrl } = github;
  const api = { apiUrl: `${webUrl}/api/v3`, webUrl, appSlug: app.slug, clock };
  const executor = openGitHubDeployments({
    github: openGitHub({ appId: app.id, privateKey, ...api }),
    notes: store,
    answers,
    clock,
  });
  let heard = 0;
  const hear = async (): Promise<void> => {
    for (const { event, payload } of github.deliveries.slice(heard)) {
      heard += 1;
      for (const { what } of translate(event, payload, { appId: app.id, appSlug: app.slug }))
        if (what.kind === 'deployment-answered')
          await answers.note(repository.id, what.deployment, what.answer);
    }
  };
  const untilDone = async <Given extends object, Result>(
    work: Given,
    ask: (work: Given) => Promise<Result>,
  ): Promise<Result> => {
    for (;;) {
      try {
        return await ask({ ...work, repository });
      } catch (error) {
        if (!(error instanceof UnderWay)) throw error;
        const before = heard;
        await github.until(() => github.deliveries.length > before, { what: 'news of the deployment' });
        await hear();
      }
    }
  };
  return {
    provision: (work) => untilDone(work, executor.provision),
    deploy: (work) => untilDone(work, executor.deploy),
    backup: (work) => untilDone(work, executor.backup),
    verify: (work) => executor.verify(work),
    restore: (work) => untilDone(work, executor.restore),
    prune: (asked) => executor.prune(asked),
    destroy: (work) => untilDone(work, executor.destroy),
    standing: (asked) => executor.standing(asked),
    stop: (work) => untilDone(work, executor.stop),
    start: (work) => untilDone(work, executor.start),
    probe,
  };
}
