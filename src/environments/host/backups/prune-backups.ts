import { readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Keeping, Work } from '#ports/environments.js';
import type { BackupSettings } from '#config/settings.js';
import type { Executor } from '../executor.js';
import { loadManifest, type Manifest } from './manifest.js';

const dayMs = 86_400_000;

/** Removes stored backups of an environment that neither a rule nor anybody keeps; returns the ids of those that went. */
export function pruneBackups(
  { layout, inTurns, clock }: Executor,
  {
    repository,
    environment,
    settings,
    needed,
  }: Pick<Work, 'repository' | 'environment' | 'settings'> & Keeping,
): Promise<readonly string[]> {
  return inTurns(`${repository.id}/${environment.name}`, async () => {
    const directory = layout.backups(repository, environment.name);
    const stored = await listBackups(directory);
    const kept = keptOf(stored, { ...settings.backups.keep, now: clock.now() });
    const gone = stored.map(({ id }) => id).filter((id) => !kept.has(id) && !needed.includes(id));
    for (const id of gone) await removeBackup(join(directory, id));
    return gone;
  });
}

/** Newest first. What cannot be read is left to people. */
async function listBackups(directory: string): Promise<readonly Manifest[]> {
  const names = await readdir(directory).catch(() => []);
  const whole = names.filter((name) => /^[0-9a-f]{32}$/.test(name));
  const found = await Promise.all(whole.map((name) => loadManifest(join(directory, name)).catch(() => null)));
  return found.filter((one) => one !== null).sort((a, b) => b.at - a.at);
}

/** What is among the newest, or young. */
function keptOf(
  stored: readonly Manifest[],
  { count, days, now }: BackupSettings['keep'] & { now: number },
): ReadonlySet<string> {
  const kept = stored.filter(({ at }, place) => place < count || now - at < days * dayMs);
  return new Set(kept.map(({ id }) => id));
}

/** Under its name there is a whole backup or none, also when this is interrupted. */
async function removeBackup(directory: string): Promise<void> {
  await rename(directory, `${directory}.part`);
  await rm(`${directory}.part`, { recursive: true, force: true });
}
