import type { WorkResult } from '#ports/environments.js';
import type { BackupRef } from '#process/task.js';
import { sayNotBackedUp } from '#wording/say-environment.js';
import type { BackupAsked } from './backup-asked.js';
import { once } from './once.js';
import type { Performing } from './performance.js';
import { pruneBackups } from './prune-backups.js';
import { type Refusal, tryBackup } from './try-backup.js';
import { workFor } from './work-for.js';

type Taken = WorkResult<{ readonly backup: BackupRef }>;

const dayMs = 86_400_000;

/**
 * A backup that counts: stored, its checksum compared, and where the repository asks for it restored into a scratch sandbox whose
 * probes answered. Then the backups that nobody keeps any more are removed. It is made once for each step of an operation.
 */
export function takeBackup(performance: Performing, asked: BackupAsked): Promise<Taken> {
  const take = (): Promise<Taken> => takeOnce(performance, asked);
  return once(performance, `${asked.step}:taken`, take, ({ kind }) => kind === 'done');
}

async function takeOnce(performance: Performing, asked: BackupAsked): Promise<Taken> {
  const { environments } = performance.engine;
  const { settings, environment } = asked;
  const work = await workFor(performance, asked);
  const taken = await environments.backup(work);
  if (taken.kind === 'failed') return taken;
  const { backup, log } = taken;

  const whole = await environments.verify({ ...work, backup });
  const refuse = ({ reason, log }: Refusal): Taken => ({
    kind: 'failed',
    why: sayNotBackedUp(reason, settings.language),
    log,
    at: 'source',
  });
  if (whole.kind === 'failed') return refuse({ reason: { why: 'not whole', said: whole.why }, log });
  const { keep, verify } = settings.environments.backups;
  const refusal = verify === 'restore' ? await tryBackup(performance, asked, backup) : null;
  if (refusal !== null) return refuse(refusal);
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
