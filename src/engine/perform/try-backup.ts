import type { Work } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import type { NotBackedUp } from '#wording/say-environment.js';
import { noteOfTrial, trialName } from '../note-of-trial.js';
import type { BackupAsked } from './backup-asked.js';
import { once } from './once.js';
import type { Performing } from './performance.js';
import { sandboxOf, workFor } from './work-for.js';

/** Why a backup does not count, with the log that tells more. */
export interface Refusal {
  readonly reason: NotBackedUp;
  readonly log: string | null;
}

/**
 * Why the backup does not come up in a sandbox of its own; `null` when it does. Nothing of that sandbox stays. Whether it came up is
 * looked at once: later it is gone.
 */
export async function tryBackup(
  performance: Performing,
  asked: BackupAsked,
  backup: BackupRef,
): Promise<Refusal | null> {
  const { environments, github, store, clock } = performance.engine;
  const { repository, number } = performance.task;
  const environment = sandboxOf(trialName(repository.id, number));
  const trial = (step: string): Promise<Work> =>
    workFor(performance, { ...asked, environment, step: `${asked.step}-${step}` });
  await store.saveNote(noteOfTrial(environment.name), String(clock.now()));

  const tried = await once(performance, `${asked.step}:tried`, async () => {
    const up = await environments.restore({ ...(await trial('trial')), backup });
    return up.kind === 'failed' ? { said: up.why, log: up.log } : null;
  });
  const gone = await environments.destroy(await trial('trial-end'));
  if (asked.settings.environments.executor === 'github-deployments')
    await github.removeEnvironment(repository, environment.name);
  if (tried !== null) return { reason: { why: 'not restorable', said: tried.said }, log: tried.log };
  return gone.kind === 'failed' ? { reason: { why: 'trial left', said: gone.why }, log: gone.log } : null;
}
