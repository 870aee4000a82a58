import { execFile } from 'node:child_process';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Repository } from '#simulator/github.js';

const run = promisify(execFile);

/** A repository's environments as the command executor keeps them: one directory each, below `directory`. */
interface Place {
  readonly repository: Repository;
  readonly directory: string;
}

/** Puts a commit live with the shop's own script, as its README says. Resolves to the address. */
export async function deployByHand(place: Place, commit: string): Promise<string> {
  const source = await checkOut(place, commit);
  const data = join(place.directory, 'production', 'data');
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

/** Ends the shop in every environment, production and whatever sandboxes are left, whoever started it. */
export async function endEverything(place: Place): Promise<void> {
  const names = await readdir(place.directory).catch(() => []);
  if (names.length === 0) return;
  const source = await checkOut(place, await place.repository.git('rev-parse', 'main'));
  for (const name of names) {
    const GREENLIGHT_ENVIRONMENT_DIR = join(place.directory, name, 'data');
    await run(join(source, '.greenlight', 'destroy'), {
      env: { PATH: process.env['PATH'], GREENLIGHT_ENVIRONMENT_DIR },
    });
  }
}

async function checkOut({ repository, directory }: Place, commit: string): Promise<string> {
  const source = join(directory, 'production', 'by-hand', commit.slice(0, 12));
  await rm(source, { recursive: true, force: true });
  await mkdir(source, { recursive: true });
  await run('git', ['clone', '--quiet', '--no-local', repository.gitDirectory, source]);
  await run('git', ['-C', source, 'checkout', '--quiet', commit]);
  return source;
}
