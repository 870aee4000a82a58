import { open, realpath, stat } from 'node:fs/promises';
import { join, sep } from 'node:path';
import type { ScriptName } from '#config/settings.js';
import { WorkFailed } from '../work-failed.js';

/** The script's real path: a file of the checkout that can be started without a shell. Throws `WorkFailed` otherwise. */
export async function findScript(checkout: string, name: ScriptName, path: string): Promise<string> {
  const fail = (why: string): never => {
    throw new WorkFailed('script', `the ${name} script (${path}) ${why}`);
  };
  const root = await realpath(checkout);
  const found = await realpath(join(root, path)).catch(() =>
    fail('is not in the default branch of the repository'),
  );
  if (!found.startsWith(root + sep)) fail('leads out of the repository');
  const { mode } = await stat(found).then((file) => (file.isFile() ? file : fail('is not a file')));
  if ((mode & 0o111) === 0) fail('is not executable: git update-index --chmod=+x makes it so');
  if (!(await hasInterpreter(found))) fail('does not begin with #! and the program that reads it');
  return found;
}

/** Without a `#!` line the system would hand the file to a shell. */
async function hasInterpreter(path: string): Promise<boolean> {
  const handle = await open(path);
  try {
    const { buffer } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    return buffer.subarray(0, 2).toString() === '#!' || buffer.toString('latin1') === '\x7fELF';
  } finally {
    await handle.close();
  }
}
