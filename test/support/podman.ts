import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe } from '@jest/globals';
import { makeBaseImage } from '#cli/demo/make-base-image.js';
import { findEngine } from '#environments/container/engine.js';
import { holdAlone } from './one-at-a-time.js';

const run = promisify(execFile);
const found = await findEngine(process.env, ['podman']);
const missing = 'no Podman to test against: apt-get install podman runc';

/** What Podman needs on kernels with both versions of cgroups; does no harm on others. */
export const engineArguments: readonly string[] = [
  ...['--runtime', 'runc'],
  ...['--ulimit', 'nofile=1024:1024', '--ulimit', 'nproc=512:512'],
];

/** How long all the other test files that need it may take. */
const longestMs = 15 * 60_000;

/**
 * Describes tests that need Podman, and have it for themselves: they look at all that it has, and one that ends a container tears
 * down rules that keep those of another apart. On a machine without it they are left out, and it is said; never in CI, where the
 * first of them fails and says what to install.
 */
export function describeOnPodman(name: string, tests: () => void): void {
  if (process.env['CI'] !== undefined || found !== null) {
    describe(name, () => {
      let giveBack: () => Promise<void>;
      beforeAll(async () => {
        giveBack = await holdAlone('podman');
      }, longestMs);
      tests();
      // After what the tests themselves clean up.
      afterAll(() => giveBack());
    });
    return;
  }
  process.stderr.write(`skipped: ${name}: ${missing}\n`);
  describe.skip(`${name} (${missing})`, tests);
}

/** Runs Podman and resolves to what it says. */
export async function podman(...args: string[]): Promise<string> {
  return (await run(podmanFile(), args, { maxBuffer: 16 * 1024 * 1024 })).stdout.trim();
}

export const linesOf = (text: string): string[] => text.split('\n').filter((line) => line !== '');

/** The argument for the shop's Dockerfile that names an image with Node; it is made where it is missing. */
export async function baseArgument(): Promise<string> {
  return `BASE=${await makeBaseImage(podmanFile())}`;
}

/** Where Podman is. Throws when it is not installed, and says what to install. */
export function podmanFile(): string {
  if (found === null) throw new Error(missing);
  return found.file;
}
