import { execFile } from 'node:child_process';
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findEngine } from '#environments/container/engine.js';
import { makeBaseImage } from '../make-base-image.js';
import { deployByGreenlight } from './by-greenlight.js';
import { type Ground, type Hosting, withExecutor } from './hosting.js';

const run = promisify(execFile);

/** `executor: container`: images of the shop, run by Podman or Docker on this machine. Throws when neither is there. */
export async function hostByContainers(ground: Ground): Promise<Hosting> {
  const engine = await findEngine(process.env);
  if (engine === null) throw new Error('there is no Podman and no Docker here: apt-get install podman');
  const base = await makeBaseImage(engine.file);
  const given = process.env['GREENLIGHT_CONTAINER_ARGS'];
  const args = given ?? (engine.kind === 'podman' && (await isHybrid()) ? forHybrid : '');
  return {
    files: {
      '.github/greenlight.yml': withExecutor(ground.config, 'container', [
        'container:',
        `  build-args: ['BASE=${base}']`,
      ]),
    },
    variables: {
      GREENLIGHT_CONTAINER_ENGINE: engine.kind,
      GREENLIGHT_CONTAINER_ARGS: args,
      ...homeOf(process.env),
    },
    deploy: (commit) => deployByGreenlight(ground, commit),
    close: () => removeAll(engine.file, ground),
  };
}

/** What Podman 4 needs on kernels that have both versions of cgroups. */
const forHybrid = '--runtime runc --ulimit nofile=1024:1024 --ulimit nproc=512:512';

function isHybrid(): Promise<boolean> {
  return access('/sys/fs/cgroup/cgroup.controllers').then(
    () => false,
    () => true,
  );
}

const homeOf = ({ HOME }: NodeJS.ProcessEnv): Record<string, string> => (HOME === undefined ? {} : { HOME });

/** Everything that bears the name of this demo's server: production would go on else. */
async function removeAll(engine: string, { data, repository }: Ground): Promise<void> {
  const server = await readFile(join(data, 'container-server'), 'utf8').catch(() => null);
  if (server === null) return;
  const list = async (...args: readonly string[]): Promise<readonly string[]> => {
    const { stdout } = await run(engine, [
      ...args,
      '--format',
      args[0] === 'ps' ? '{{.Names}}' : '{{.Name}}',
    ]);
    return stdout.split('\n').filter((name) => name.startsWith(`greenlight-${server.trim()}-`));
  };
  for (const name of await list('ps', '--all')) await run(engine, ['rm', '--force', name]);
  for (const name of await list('network', 'ls')) await run(engine, ['network', 'rm', name]);
  for (const name of await list('volume', 'ls')) await run(engine, ['volume', 'rm', name]);
  const { stdout } = await run(engine, [
    'images',
    '--quiet',
    '--filter',
    `label=greenlight.repository=${server.trim()}/${repository.id}`,
  ]);
  for (const image of new Set(stdout.split('\n').filter((id) => id !== '')))
    await run(engine, ['rmi', '--force', image]);
}
