import type { Environments, Running, Work, WorkResult } from '#ports/environments.js';
import { admit } from '../host/admit.js';
import { abandon } from './abandon.js';
import { backUp } from './back-up.js';
import { bringUp } from './bring-up.js';
import { destroy } from './destroy.js';
import { fulfil } from './fulfil.js';
import type { Office } from './office.js';
import { restore } from './restore.js';

/**
 * Environments that the repository's own CI/CD looks after: each piece of work is a GitHub Deployment, and whoever does it says so by
 * its statuses. Every call throws `UnderWay` until the end has come.
 */
export function openGitHubDeployments(office: Office): Omit<Environments, 'probe'> {
  return {
    provision: (work) => bringUp(office, { operation: 'provision', work }),
    deploy: (work) => bringUp(office, { operation: 'deploy', work }),
    restore: (work) => restore(office, work),
    start: (work) => start(office, work),
    stop: (work) => fulfil(office, { operation: 'stop', work }, async () => ({ url: null })),
    destroy: (work) => destroy(office, work),
    backup: (work) => backUp(office, work),
    verify: ({ backup }) => Promise.resolve(verify(backup)),
    // Where the backups are, only the pipeline knows: it is told how many to keep.
    prune: () => Promise.resolve([]),
    standing: () => Promise.resolve(null),
    abandon: (asked) => abandon(office, asked),
  };
}

/** A repository without a script for it starts a sandbox by deploying what it ran. */
async function start(office: Office, work: Work): Promise<WorkResult<Running>> {
  const why = admit('start', work);
  if (why !== null) return { kind: 'failed', at: 'source', log: null, why };
  const operation = work.settings.scripts.start === undefined ? 'deploy' : 'start';
  return bringUp(office, { operation, work });
}

type Verified = Awaited<ReturnType<Environments['verify']>>;

/** The data are out of reach: what counts is that the pipeline said a checksum when it made the backup. */
function verify({ id, sha256 }: Parameters<Environments['verify']>[0]['backup']): Verified {
  if (/^[0-9a-f]{64}$/.test(sha256)) return { kind: 'done', log: null };
  return { kind: 'failed', at: 'source', log: null, why: `backup ${id} has no checksum` };
}
