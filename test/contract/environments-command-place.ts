import { randomBytes } from 'node:crypto';
import { appendFile, mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  type CommandEnvironments,
  type CommandOptions,
  openCommandEnvironments,
} from '#environments/command/open-command-environments.js';
import { endMarked } from '#environments/host/processes/end-processes.js';
import { findMarked } from '#environments/host/processes/processes.js';
import { startGitServer } from '../support/git-server.js';
import type { EnvironmentsPlace } from './environments-place.js';

export const token = 'ghs_0123456789abcdefghijABCDEFGHIJ456789';

export interface CommandPlace extends EnvironmentsPlace {
  readonly environments: CommandEnvironments;
  /** Where everything is kept. */
  readonly directory: string;
}

/** The command executor in a temporary directory, with the shop's repository served over HTTP. */
export async function openCommandPlace(over: Partial<CommandOptions> = {}): Promise<CommandPlace> {
  const root = await mkdtemp(join(tmpdir(), 'environments-'));
  const [directory, repositories] = [join(root, 'data'), join(root, 'git')];
  await mkdir(repositories);
  const git = await startGitServer(repositories, resolve('examples/shop'), token);
  const environments = openCommandEnvironments({
    directory,
    publicUrl: 'https://greenlight.test/',
    ids: { next: () => randomBytes(18).toString('base64url') },
    clock: { now: () => Date.now() },
    variables: { PATH: process.env['PATH'] },
    ...over,
  });
  const placeOf = (name: string): string => join(directory, 'environments', '7', name);
  const markOf = (name: string): string => `GREENLIGHT_ENVIRONMENT_DIR=${join(placeOf(name), 'data')}`;
  return {
    environments,
    directory,
    git,
    seesBackups: true,
    readLog: async (url) => (await environments.readLog(url.split('/').at(-1) ?? '')) ?? '',
    async remains({ name }) {
      const processes = await findMarked(markOf(name));
      const files = await readdir(placeOf(name), { recursive: true }).catch(() => []);
      return [...processes.map(({ pid }) => `process ${pid}`), ...files];
    },
    corrupt: ({ id, environment }) =>
      appendFile(join(directory, 'backups', '7', environment, id, 'data', 'orders.json'), ' '),
    async remove() {
      await environments.close();
      await git.close();
      const names = await readdir(placeOf('')).catch(() => []);
      await Promise.all(names.map((name) => endMarked(markOf(name))));
      await rm(root, { recursive: true, force: true });
    },
  };
}
