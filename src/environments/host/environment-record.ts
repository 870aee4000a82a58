import { readFile } from 'node:fs/promises';
import type { Sha } from '#process/task.js';
import { writeAtomically } from './write-atomically.js';

/** What was last seen healthy in an environment. */
interface EnvironmentRecord {
  readonly url: string;
  readonly commit: Sha;
}

export async function recordEnvironment(path: string, record: EnvironmentRecord): Promise<void> {
  await writeAtomically(path, `${JSON.stringify(record, null, 2)}\n`);
}

/** `null` when nothing was ever healthy there. */
export async function loadEnvironment(path: string): Promise<EnvironmentRecord | null> {
  const text = await readFile(path, 'utf8').catch(() => null);
  return text === null ? null : (JSON.parse(text) as EnvironmentRecord);
}
