import type { Sha } from '#process/task.js';
import { type ContainerBench, labelArguments } from './container-bench.js';
import { commitLabel } from './names.js';

export interface Replacement {
  readonly image: string;
  readonly commit: Sha;
  readonly volume: string;
  readonly port: number;
}

/**
 * How a container is started: with limits, without privileges, with nothing of the host but one port. Values of variables are
 * in the engine's environment, for no list of processes to show.
 */
export function runArguments(
  bench: ContainerBench,
  { image, commit, volume, port }: Replacement,
): { args: string[]; variables: Readonly<Record<string, string>> } {
  const { names, engine, work } = bench;
  const { container } = work.settings;
  const variables = { ...bench.passed, ...ownVariables(bench, commit) };
  return {
    variables,
    args: [
      ...['run', '--detach', '--name', names.container, '--pull', 'never'],
      ...['--restart', restartPolicy(bench), '--network', names.network],
      ...['--publish', `${engine.bind}:${port}:${container.port}`],
      ...['--memory', container.memory, '--memory-swap', container.memory],
      ...['--cpus', String(container.cpus), '--pids-limit', String(container.processes)],
      ...['--cap-drop', 'all', '--security-opt', 'no-new-privileges'],
      ...['--read-only', '--tmpfs', '/tmp:rw,nosuid,nodev,size=64m'],
      ...['--log-driver', 'json-file', '--log-opt', 'max-size=10m'],
      ...['--volume', `${volume}:${container.data}`],
      ...labelArguments(bench),
      ...['--label', `${commitLabel}=${commit}`],
      ...Object.keys(variables).flatMap((name) => ['--env', name]),
      // Podman would hand on the server's proxies, which may have passwords in them.
      ...(engine.kind === 'podman' ? ['--http-proxy=false'] : []),
      ...engine.runArguments,
      image,
    ],
  };
}

function ownVariables({ work }: ContainerBench, commit: string): Record<string, string> {
  const { environment, settings } = work;
  return {
    PORT: String(settings.container.port),
    COMMIT: commit,
    DATA_DIRECTORY: settings.container.data,
    GREENLIGHT_ENVIRONMENT: environment.name,
    GREENLIGHT_KIND: environment.kind,
    GREENLIGHT_FROM_SERVICES: settings.sandbox.from.services.join(' '),
  };
}

/**
 * Production is back after a reboot: Docker starts what nobody stopped, Podman's own service what is to run always. A sandbox
 * that was stopped stays stopped.
 */
function restartPolicy({ engine, work }: ContainerBench): string {
  return engine.kind === 'podman' && work.environment.kind === 'production' ? 'always' : 'unless-stopped';
}
