import type { Environments, Work } from '#ports/environments.js';
import type { ScriptName } from '#config/settings.js';
import { pruneBackups } from '../host/backups/prune-backups.js';
import { listStanding } from '../host/list-standing.js';
import {
  type ExecutorOptions,
  type OpenExecutor,
  openExecutor,
  verifyStored,
} from '../host/open-executor.js';
import { performWork } from '../host/perform-work.js';
import { probe } from '../probes/probe.js';
import { backUp } from './back-up.js';
import { bringUp } from './bring-up.js';
import type { ContainerBench } from './container-bench.js';
import { destroy } from './destroy.js';
import { type Engine, engineVariables } from './engine.js';
import { listContainers, listNetworks, listVolumes } from './look.js';
import { environmentOf, environmentScope, namesOf, repositoryScope } from './names.js';
import { provision } from './provision.js';
import { restore } from './restore.js';
import { loadServerId } from './server-id.js';
import { stop } from './stop.js';

export interface ContainerEnvironments extends Environments, Pick<OpenExecutor, 'readLog' | 'close'> {}

export interface ContainerOptions extends ExecutorOptions {
  readonly engine: Pick<Engine, 'kind' | 'file'> &
    Partial<Pick<Engine, 'runArguments' | 'buildArguments' | 'bind'>>;
}

const standingMs = 60_000;

/** Environments in containers on this machine, by Podman or Docker. */
export function openContainerEnvironments(options: ContainerOptions): ContainerEnvironments {
  const opened = openExecutor(options);
  const engine: Engine = {
    runArguments: [],
    buildArguments: [],
    bind: '127.0.0.1',
    ...options.engine,
    variables: engineVariables(options.variables),
  };
  let server: Promise<string> | null = null;
  const serverId = (): Promise<string> => (server ??= loadServerId(options.directory, options.ids));
  const { executor, awaited, readLog, close } = opened;
  return {
    ...operations({ opened, engine, serverId }),
    verify: (work) => verifyStored(executor, work),
    prune: (asked) => awaited(pruneBackups(executor, asked)),
    standing: async (asked) => {
      const left = await listLeft(engine, { server: await serverId(), ...asked }).catch(() => null);
      if (left === null) return null;
      const directories = await listStanding(executor.layout, asked);
      return [...new Set([...left, ...directories])].sort();
    },
    probe: (target) => probe(target, options.resolveHost),
    readLog,
    close,
  };
}

type Operation = 'provision' | 'deploy' | 'backup' | 'restore' | 'destroy' | 'stop' | 'start';

function operations({
  opened: { executor, awaited },
  engine,
  serverId,
}: {
  opened: OpenExecutor;
  engine: Engine;
  serverId: () => Promise<string>;
}): Pick<Environments, Operation> {
  const held = new Map<string, number>();
  const perform = <Value extends object>(
    operation: ScriptName,
    work: Work,
    act: (bench: ContainerBench) => Promise<Value>,
  ) =>
    awaited(
      performWork(executor, {
        operation,
        work,
        act: async (bench) => {
          const server = await serverId();
          const { repository, environment } = work;
          const scope = {
            repository: repositoryScope(server, repository),
            environment: environmentScope(server, repository, environment.name),
          };
          const names = namesOf(server, repository, environment.name);
          return act({ ...bench, engine, server, names, scope, held });
        },
      }),
    );
  const bringing = (bench: ContainerBench) => bringUp(bench, { commit: bench.work.commit });
  return {
    provision: (work) => perform('provision', work, provision),
    deploy: (work) => perform('deploy', work, bringing),
    backup: (work) => perform('backup', work, backUp),
    restore: (work) => perform('restore', work, (bench) => restore(bench, work.backup)),
    destroy: (work) => perform('destroy', work, destroy),
    stop: (work) => perform('stop', work, stop),
    start: (work) => perform('start', work, bringing),
  };
}

/** Sandboxes of which the engine still has something. */
async function listLeft(
  engine: Engine,
  { server, repository, settings }: { server: string } & Pick<Work, 'repository' | 'settings'>,
): Promise<string[]> {
  const signal = new AbortController().signal;
  const caller = { engine, signal, timeoutMs: standingMs, log: null };
  const scope = repositoryScope(server, repository);
  const names = [
    ...(await listContainers(caller, scope)),
    ...(await listNetworks(caller, scope)),
    ...(await listVolumes(caller, scope)),
  ].flatMap((name) => environmentOf(name, server, repository) ?? []);
  return names.filter((name) => name !== settings.production.name);
}
