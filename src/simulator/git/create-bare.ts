import { appendFile, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runGit } from './run-git.js';

/** Refuses a push to a protected branch unless the pushed commit is one of those whose required checks are green. */
const updateHook = `#!/bin/sh
for guarded in $SIMULATOR_GUARDED; do
  if [ "$guarded" = "$1" ]; then
    for allowed in $SIMULATOR_ALLOWED; do
      [ "$allowed" = "$1:$3" ] && exit 0
    done
    echo "error: GH006: Protected branch update failed for $1." >&2
    echo "error: Required status checks are expected." >&2
    exit 1
  fi
done
exit 0
`;

const settings = `
[http]
  receivepack = true
[receive]
  hideRefs = refs/pull
[transfer]
  hideRefs = refs/simulator
[uploadpack]
  allowAnySHA1InWant = true
[gc]
  auto = 0
`;

/** Makes an empty bare repository that serves any commit by its SHA and keeps refs/pull to itself. */
export async function createBare(directory: string, defaultBranch: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  await runGit(directory, ['init', '--quiet', '--bare', `--initial-branch=${defaultBranch}`, '.']);
  await appendFile(join(directory, 'config'), settings);
  await mkdir(join(directory, 'hooks'), { recursive: true });
  await writeFile(join(directory, 'hooks', 'update'), updateHook, { mode: 0o755 });
}
