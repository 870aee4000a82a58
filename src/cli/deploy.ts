import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { readEnvironment, type ServerSettings } from '#app/read-environment.js';
import { openConfigs } from '#engine/configs.js';
import { openCommandEnvironments } from '#environments/command/open-command-environments.js';
import { openContainers } from '#environments/open-containers.js';
import { guardHosts } from '#environments/probes/guard-hosts.js';
import { StoreProblem } from '#errors/store-problem.js';
import { UserError } from '#errors/user-error.js';
import { openGitHub } from '#github/open-github.js';
import type { Environments, Work } from '#ports/environments.js';
import type { RepositoryRef } from '#process/task.js';
import type { CliCommand } from './cli-command.js';
import { openPatient } from './doctor/patient.js';
import { findInstallation } from './find-installation.js';
import { openTasks } from './open-tasks.js';
import { readRepository } from './read-repository.js';
import type { Terminal } from './terminal.js';

const clock = { now: () => Date.now() };
const ids = { next: () => randomBytes(24).toString('base64url') };

/** `greenlight deploy`: puts a commit into production by hand, as the server would, and nothing else. */
export const deploy: CliCommand = {
  usage: 'greenlight deploy OWNER/REPO [COMMIT] [--anyway]',
  help: 'Puts a commit into production by hand: the first one, or when nothing else goes. Default: the head of the default branch.',
  run: async (args, terminal) => {
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { anyway: { type: 'boolean', default: false } },
    });
    const [named = '', commit = null] = positionals;
    const server = readEnvironment(terminal.variables);
    const repository = await findRepository(server, named);
    if (!values.anyway) await refuseWhileHeld(terminal, repository);
    return deployTo(server, { repository, commit, terminal });
  },
};

async function findRepository(server: ServerSettings, named: string): Promise<RepositoryRef> {
  const at = readRepository(named);
  const patient = openPatient(server, Date.now);
  const installation = await findInstallation(patient.app, at);
  if (installation === null) throw new UserError('app_not_installed', { about: named });
  const { data } = await patient.installation(installation).rest.repos.get(at);
  return { id: data.id, owner: data.owner.login, name: data.name, installation };
}

/** Two that deploy at the same time do not know of each other. Before the server has run there is no store, and nobody. */
async function refuseWhileHeld({ variables }: Terminal, { id }: RepositoryRef): Promise<void> {
  const reader = await openTasks(variables).catch((error: unknown) => {
    if (error instanceof StoreProblem && error.code === 'store_missing') return null;
    throw error;
  });
  if (reader === null) return;
  const holder = (await reader.productionQueue(id)).find(({ granted }) => granted);
  await reader.close();
  if (holder !== undefined) throw new UserError('production_busy', { about: holder.task });
}

async function deployTo(
  server: ServerSettings,
  {
    repository,
    commit,
    terminal: { say },
  }: { repository: RepositoryRef; commit: string | null; terminal: Terminal },
): Promise<number> {
  const work = await workFor(server, { repository, commit });
  const executor = await openExecutor(server, work.settings);
  try {
    const { name } = work.environment;
    const result = await executor.deploy(work);
    if (result.kind === 'done') {
      say(`${name} serves commit ${result.commit.slice(0, 7)} at ${result.url}`);
      return 0;
    }
    say((await executor.readLog(result.log?.split('/').at(-1) ?? '')) ?? '');
    say(`${name} was not deployed: ${result.why}`);
    return 1;
  } finally {
    await executor.close();
  }
}

/** A deployment that belongs to no task; scripts and configuration are those of the default branch. */
async function workFor(
  { appId, privateKey, github: pages }: ServerSettings,
  { repository, commit }: { repository: RepositoryRef; commit: string | null },
): Promise<Work> {
  const github = openGitHub({ appId, privateKey, ...pages, appSlug: '', clock });
  const store = { loadNote: () => Promise.resolve(null), saveNote: () => Promise.resolve() };
  const file = await github.loadConfig(repository);
  const { settings, problem } = await openConfigs({ github, store, clock }).take(repository, file);
  if (problem !== null) throw new UserError('config_unusable', { about: problem });
  return {
    id: `by-hand:${ids.next()}`,
    repository,
    task: 'by-hand',
    round: 1,
    environment: { name: settings.environments.production.name, kind: 'production' },
    commit: commit ?? file.commit,
    scripts: file.commit,
    fork: false,
    source: await github.gitSource(repository),
    settings: settings.environments,
    signal: new AbortController().signal,
    onLog: () => undefined,
  };
}

interface Executor extends Pick<Environments, 'deploy'> {
  readonly readLog: (id: string) => Promise<string | null>;
  readonly close: () => Promise<void>;
}

/** What the repository's configuration names, in the directories of the server. */
async function openExecutor(
  server: ServerSettings,
  { executor }: Pick<Work['settings'], 'executor'>,
): Promise<Executor> {
  if (executor === 'github-deployments') throw new UserError('deployed_elsewhere');
  const { directory, variables, publicUrl } = server;
  const resolveHost = guardHosts(server.probeHosts);
  const options = { directory, publicUrl: publicUrl ?? '', ids, clock, variables, resolveHost };
  const command = openCommandEnvironments(options);
  if (executor === 'command') return command;
  const { deploy: deployContainer, close } = await openContainers(server.containers, options);
  // Both write their logs to the same place.
  return { deploy: deployContainer, readLog: command.readLog, close };
}
