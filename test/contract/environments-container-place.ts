import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type ContainerEnvironments,
  type ContainerOptions,
  openContainerEnvironments,
} from '#environments/container/open-container-environments.js';
import type { Environments, Work } from '#ports/environments.js';
import { startGitServer } from '../support/git-server.js';
import { baseArgument, engineArguments, linesOf, podman, podmanFile } from '../support/podman.js';
import { token } from './environments-command-place.js';
import type { EnvironmentsPlace } from './environments-place.js';

export interface ContainerPlace extends EnvironmentsPlace {
  readonly environments: Environments & Pick<ContainerEnvironments, 'close'>;
  /** Where everything is kept. */
  readonly directory: string;
  /** Names of an environment's containers, networks or volumes. */
  list(what: 'container' | 'network' | 'volume', environment: string): Promise<string[]>;
  /** Everything that the engine has of this place. */
  listAll(): Promise<string[]>;
}

/** The container executor with Podman in a temporary directory, with the shop's repository served over HTTP. */
export async function openContainerPlace(over: Partial<ContainerOptions> = {}): Promise<ContainerPlace> {
  const base = await baseArgument();
  const root = await mkdtemp(join(tmpdir(), 'environments-'));
  const [directory, repositories] = [join(root, 'data'), join(root, 'git')];
  await mkdir(repositories);
  const git = await startGitServer(repositories, resolve('examples/shop'), token);
  const environments = openContainerEnvironments({
    directory,
    publicUrl: 'https://greenlight.test/',
    ids: { next: () => randomBytes(18).toString('base64url') },
    clock: { now: () => Date.now() },
    variables: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
    engine: {
      kind: 'podman',
      file: podmanFile(),
      runArguments: engineArguments,
      buildArguments: engineArguments,
    },
    ...over,
  });
  const server = (): Promise<string> =>
    readFile(join(directory, 'container-server'), 'utf8').catch(() => 'none');
  const find = async (what: 'container' | 'network' | 'volume', environment?: string): Promise<string[]> => {
    const [all, name] = what === 'container' ? [['--all'], '{{.Names}}'] : [[], '{{.Name}}'];
    const names = linesOf(await podman(what, 'ls', ...all, '--format', name));
    const prefix = `greenlight-${await server()}-${environment === undefined ? '' : `7-${environment}`}`;
    return names.filter((one) => one.startsWith(prefix));
  };
  const listImages = async (): Promise<string[]> => {
    const label = `label=greenlight.repository=${await server()}/7`;
    return linesOf(await podman('images', '--quiet', '--filter', label));
  };
  return {
    environments: { ...withImageOf(environments, base), close: environments.close },
    directory,
    git,
    seesBackups: true,
    readLog: async (url) => (await environments.readLog(url.split('/').at(-1) ?? '')) ?? '',
    list: find,
    listAll: async () => [
      ...(await find('container')),
      ...(await find('network')),
      ...(await find('volume')),
      ...(await listImages()),
    ],
    async remains({ name }) {
      const files = await readdir(join(directory, 'environments', '7', name), { recursive: true }).catch(
        () => [],
      );
      return [
        ...(await find('container', name)),
        ...(await find('network', name)),
        ...(await find('volume', name)),
        ...files,
      ];
    },
    corrupt: ({ id, environment }) =>
      appendFile(join(directory, 'backups', '7', environment, id, 'data', 'data.tar'), ' '),
    async remove() {
      await environments.close();
      await git.close();
      for (const name of await find('container'))
        await podman('rm', '--force', '--volumes', '--time', '0', name);
      for (const name of await find('network')) await podman('network', 'rm', name);
      for (const name of await find('volume')) await podman('volume', 'rm', name);
      for (const id of new Set(await listImages())) await podman('rmi', '--force', id);
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Every piece of work is done with the image that has Node. */
function withImageOf(environments: ContainerEnvironments, base: string): Environments {
  const using = <Asked extends Pick<Work, 'settings'>>(asked: Asked): Asked => {
    const { settings } = asked;
    const container = { ...settings.container, buildArgs: [base, ...settings.container.buildArgs] };
    return { ...asked, settings: { ...settings, executor: 'container', container } };
  };
  return {
    provision: (work) => environments.provision(using(work)),
    deploy: (work) => environments.deploy(using(work)),
    backup: (work) => environments.backup(using(work)),
    verify: (work) => environments.verify(using(work)),
    restore: (work) => environments.restore(using(work)),
    prune: (asked) => environments.prune(using(asked)),
    destroy: (work) => environments.destroy(using(work)),
    standing: (asked) => environments.standing(using(asked)),
    stop: (work) => environments.stop(using(work)),
    start: (work) => environments.start(using(work)),
    probe: (target) => environments.probe(target),
  };
}
