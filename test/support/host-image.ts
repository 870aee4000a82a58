import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { engineArguments, podman } from './podman.js';

const run = promisify(execFile);

/** An image in the place of one that would be pulled: it is empty, and this machine's own programs are mounted into it. */
export interface HostImage {
  readonly name: string;
  /** For `build` and `run`. */
  readonly mounts: readonly string[];
  /** For a `build` that installs packages: what this machine has fetched already is not fetched again. */
  readonly cache: readonly string[];
  remove(): Promise<void>;
}

/** Makes it; `stubs` are programs of their own that do nothing but succeed. */
export async function makeHostImage(name: string, stubs: readonly string[]): Promise<HostImage> {
  const context = await mkdtemp(join(tmpdir(), 'greenlight-image-'));
  const root = join(context, 'root');
  const prefix = dirname(dirname(await realpath(process.execPath)));
  const { stdout: cache } = await run('npm', ['config', 'get', 'cache']);
  for (const folder of ['stubs', 'usr', 'etc/ssl', 'root/.npm', 'tmp', 'var/lib/apt/lists'])
    await mkdir(join(root, folder), { recursive: true });
  for (const link of ['bin', 'lib', 'lib64', 'sbin']) await symlink(`usr/${link}`, join(root, link));
  await writeFile(join(root, 'etc/passwd'), 'root:x:0:0::/root:/bin/sh\nnode:x:1000:1000::/tmp:/bin/sh\n');
  for (const stub of stubs) {
    await writeFile(join(root, 'stubs', stub), '#!/bin/sh\n');
    await chmod(join(root, 'stubs', stub), 0o755);
  }
  const certificates = process.env['NODE_EXTRA_CA_CERTS'];
  const trust = certificates === undefined ? '' : ` NODE_EXTRA_CA_CERTS=${certificates}`;
  const file = join(context, 'Dockerfile');
  const path = `PATH=/stubs:${prefix}/bin:/usr/bin`;
  await writeFile(
    file,
    `FROM scratch
COPY root/ /
ENV ${path} npm_config_prefer_offline=true${trust}
`,
  );
  await podman('build', ...engineArguments, '--tag', name, '--file', file, context);
  await rm(context, { recursive: true });
  const own = prefix.startsWith('/usr') ? [] : ['--volume', `${prefix}:${prefix}:ro`];
  return {
    name,
    mounts: [...['--volume', '/usr:/usr:ro'], ...['--volume', '/etc/ssl:/etc/ssl:ro'], ...own],
    cache: ['--volume', `${cache.trim()}:/root/.npm`],
    remove: async () => {
      await podman('rmi', '--force', name);
    },
  };
}
