import { execFile } from 'node:child_process';
import { access, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Repository } from '#simulator/github.js';

const run = promisify(execFile);

interface ByHand {
  readonly repository: Repository;
  /** Where Greenlight keeps production. */
  readonly directory: string;
}

/** Puts a commit live with the shop's own script, as its README says. Resolves to the address. */
export async function deployByHand({ repository, directory }: ByHand, commit: string): Promise<string> {
  const source = join(directory, 'by-hand', commit.slice(0, 12));
  await rm(source, { recursive: true, force: true });
  await mkdir(source, { recursive: true });
  await run('git', ['clone', '--quiet', '--no-local', repository.gitDirectory, source]);
  await run('git', ['-C', source, 'checkout', '--quiet', commit]);
  const data = join(directory, 'data');
  await mkdir(data, { recursive: true });
  const { stdout } = await run(join(source, '.greenlight', 'deploy'), {
    env: {
      PATH: process.env['PATH'],
      GREENLIGHT_ENVIRONMENT_DIR: data,
      GREENLIGHT_SOURCE: source,
      GREENLIGHT_COMMIT: commit,
    },
  });
  const url = /http:\/\/\S+/.exec(stdout)?.[0];
  if (url === undefined) throw new Error(`the shop did not open: ${stdout}`);
  return url;
}

/** Ends the shop that is live there, whoever started it. */
export async function endByHand({ repository, directory }: ByHand): Promise<void> {
  const source = join(directory, 'by-hand', 'end');
  const there = await access(join(directory, 'data')).then(
    () => true,
    () => false,
  );
  if (!there) return;
  await rm(source, { recursive: true, force: true });
  await mkdir(source, { recursive: true });
  await run('git', ['clone', '--quiet', '--no-local', repository.gitDirectory, source]);
  await run(join(source, '.greenlight', 'destroy'), {
    env: { PATH: process.env['PATH'], GREENLIGHT_ENVIRONMENT_DIR: join(directory, 'data') },
  });
}
