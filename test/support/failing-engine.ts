import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { engineArguments, podmanFile } from './podman.js';

/** Podman behind a program that can be told to fail. */
export interface FailingEngine {
  readonly engine: {
    readonly kind: 'podman';
    readonly file: string;
    readonly runArguments: readonly string[];
    readonly buildArguments: readonly string[];
  };
  /** The next call of this command whose arguments end so fails: `before` it does anything, or `after` it has done it. */
  failNext(command: string, when: 'before' | 'after', end?: string): Promise<void>;
  remove(): Promise<void>;
}

export async function openFailingEngine(): Promise<FailingEngine> {
  const directory = await mkdtemp(join(tmpdir(), 'engine-'));
  const file = join(directory, 'podman');
  await writeFile(
    file,
    `#!/bin/sh
for when in before after; do
  if [ -e "${directory}/$1.$when" ]; then
    case "$*" in *"$(cat "${directory}/$1.$when")")
      rm "${directory}/$1.$when"
      if [ $when = after ]; then ${podmanFile()} "$@"; fi
      echo "the engine refuses" >&2
      exit 125
    esac
  fi
done
exec ${podmanFile()} "$@"
`,
  );
  await chmod(file, 0o755);
  return {
    engine: { kind: 'podman', file, runArguments: engineArguments, buildArguments: engineArguments },
    failNext: (command, when, end = '') => writeFile(join(directory, `${command}.${when}`), end),
    remove: () => rm(directory, { recursive: true }),
  };
}
