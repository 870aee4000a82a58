import type { Settings } from '#config/settings.js';
import type { EnvironmentRef, Work, WorkResult } from '#ports/environments.js';
import type { BackupRef, Sha } from '#process/task.js';
import { type NotBackedUp, sayNotBackedUp } from '#wording/say-environment.js';
import type { Performing } from './performance.js';
import { pruneBackups } from './prune-backups.js';
import { sandboxOf, workFor } from './work-for.js';

interface Asked {
  readonly step: string;
  readonly environment: EnvironmentRef;
  readonly commit: Sha;
  readonly scripts: Sha;
  readonly settings: Settings;
}

type Taken = WorkResult<{ readonly backup: BackupRef }>;

const dayMs = 86_400_000;

/**
 * A backup that counts: stored, its checksum compared, and where the repository asks for it restored into a scratch sandbox whose
 * probes answered. Then the backups that nobody keeps any more are removed.
 */
export async function takeBackup(performance: Performing, asked: Asked): Promise<Taken> {
  const { environments } = performance.engine;
  const { settings, environment } = asked;
  const work = await workFor(performance, asked);
  const taken = await environments.backup(work);
  if (taken.kind === 'failed') return taken;
  const { backup, log } = taken;

  const whole = await environments.verify({ ...work, backup });
  const refuse = (reason: NotBackedUp): Taken => ({
    kind: 'failed',
    why: sayNotBackedUp(reason, settings.language),
    log,
    at: 'source',
  });
  if (whole.kind === 'failed') return refuse({ why: 'not whole', said: whole.why });
  const { keep, verify } = settings.environments.backups;
  if (verify === 'restore') {
    const said = await tryBackup(performance, asked, backup);
    if (said !== null) return refuse({ why: 'not restorable', said });
  }
  await pruneBackups(performance, { work, latest: backup });
  const { data } = settings.environments.sandbox.from;
  return {
    kind: 'done',
    log,
    backup: {
      ...backup,
      data: environment.kind === 'production' ? 'full' : data,
      keptUntil: backup.at + keep.days * dayMs,
      verified: verify,
    },
  };
}

/** Why the backup does not come up in a sandbox of its own; `null` when it does. Nothing of that sandbox stays. */
async function tryBackup(performance: Performing, asked: Asked, backup: BackupRef): Promise<string | null> {
  const { environments, github } = performance.engine;
  const environment = sandboxOf(trialName(performance));
  const trial = (step: string): Promise<Work> =>
    workFor(performance, { ...asked, environment, step: `${asked.step}-${step}` });
  const up = await environments.restore({ ...(await trial('trial')), backup });
  const gone = await environments.destroy(await trial('trial-end'));
  if (asked.settings.environments.executor === 'github-deployments')
    await github.removeEnvironment(performance.task.repository, environment.name);
  if (up.kind === 'failed') return up.why;
  return gone.kind === 'failed' ? gone.why : null;
}

const trialName = ({ task }: Performing): string => `sandbox-${task.repository.id}-${task.number}-trial`;
