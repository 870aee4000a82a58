import { existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import Database from 'libsql';
import { StoreProblem } from '#errors/store-problem.js';
import { inspectFile, type Inspected } from './inspect-file.js';
import { lockDirectory } from './lock-directory.js';

const fileOf = (directory: string): string => join(directory, 'greenlight.db');

/**
 * Writes the embedded store as it is at one moment to `file`, also while a server works on it; the copy is looked through before it
 * gets its name. Throws `StoreProblem`, also when `file` is there already.
 */
export async function backUpStore(directory: string, file: string): Promise<Inspected> {
  if (!existsSync(fileOf(directory)))
    throw new StoreProblem('store_missing', `there is no store in ${directory}`);
  if (existsSync(file)) throw new StoreProblem('backup_exists', `${file} is there already`);
  const begun = `${file}.part`;
  await rm(begun, { force: true });
  // Nobody else may read what people wrote; SQLite takes an empty file as a new one.
  await (await open(begun, 'wx', 0o600)).close();
  try {
    const database = new Database(fileOf(directory), { readonly: true, timeout: 5_000 });
    try {
      database.prepare('vacuum into ?').run(begun);
    } finally {
      database.close();
    }
    const inspected = await inspectFile(begun);
    await synchronize(begun);
    await rename(begun, file);
    await synchronize(dirname(file));
    return inspected;
  } catch (error) {
    await rm(begun, { force: true });
    throw error;
  }
}

/**
 * Puts a backup in the place of the embedded store, once it was looked through. Throws `StoreProblem`: `store_busy` while a server
 * has it, `store_exists` when there is one and it is not to be replaced; else that is kept beside it, under the name that is returned.
 */
export async function restoreStore(
  file: string,
  { directory, replace, at }: { directory: string; replace: boolean; at: Date },
): Promise<Inspected & { readonly kept: string | null }> {
  const inspected = await inspectFile(file);
  await mkdir(directory, { recursive: true });
  const unlock = lockDirectory(directory);
  try {
    const target = fileOf(directory);
    const there = existsSync(target);
    if (there && !replace) throw new StoreProblem('store_exists', `there is a store in ${directory}`);
    const begun = `${target}.part`;
    await copy(file, begun);
    const kept = there ? `${target}.before-${at.toISOString().replaceAll(/[:.]/g, '-')}` : null;
    if (kept !== null) await setAside(target, kept);
    for (const end of ['-wal', '-shm']) await rm(`${target}${end}`, { force: true });
    await rename(begun, target);
    await synchronize(directory);
    return { ...inspected, kept };
  } finally {
    unlock();
  }
}

/** With what SQLite has not brought into the file yet. */
async function setAside(target: string, kept: string): Promise<void> {
  for (const end of ['', '-wal', '-shm'])
    if (existsSync(`${target}${end}`)) await rename(`${target}${end}`, `${kept}${end}`);
}

async function copy(file: string, to: string): Promise<void> {
  await rm(to, { force: true });
  await (await open(to, 'wx', 0o600)).close();
  const database = new Database(file, { readonly: true });
  try {
    database.prepare('vacuum into ?').run(to);
  } finally {
    database.close();
  }
  await synchronize(to);
}

/** Waits until the disk has it. */
async function synchronize(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
