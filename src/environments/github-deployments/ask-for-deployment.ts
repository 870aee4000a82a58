import { createHash } from 'node:crypto';
import type { ScriptName } from '#config/settings.js';
import { GitHubFault } from '#errors/github-fault.js';
import type { Work } from '#ports/environments.js';
import type { BackupRef, Sha } from '#process/task.js';
import { WorkFailed } from '../host/work-failed.js';
import { changeStanding, type Order, saveOrder, saveWaiting } from './notes.js';
import type { Office } from './office.js';

/** What is asked of a pipeline. */
export interface Asked {
  readonly operation: Exclude<ScriptName, 'mask'>;
  readonly work: Work;
  readonly backup?: BackupRef;
}

/** An order that GitHub has. */
export type Placed = Order & { readonly deployment: number };

/**
 * Asks GitHub for the deployment that does this work, and remembers it. `known`: it was about to be asked for when the
 * process ended, so it may be there already. Throws `WorkFailed` at `source` when GitHub refuses.
 */
export async function askForDeployment(office: Office, asked: Asked, known: Order | null): Promise<Placed> {
  const { work } = asked;
  const { repository, environment, commit } = work;
  const now = office.clock.now();
  const order: Order = known ?? { deployment: null, commit, asked: now, looked: now, over: null };
  if (known === null) {
    await refuseForeignWorkflows(office, asked);
    await saveOrder(office, work.id, order);
    await saveWaiting(office, work.id);
    await changeStanding(office, work, { work: work.id });
  }
  const made = known === null ? [] : await office.github.listDeployments(repository, environment.name);
  const mine = made.find(({ operation }) => operation === work.id);
  const placed = {
    ...order,
    deployment: mine?.id ?? (await create(office, { ...asked, work: { ...work, commit: order.commit } })),
  };
  await saveOrder(office, work.id, placed);
  return placed;
}

/**
 * GitHub runs the workflows that stand at the deployed commit, with the repository's secrets: those must not be a stranger's.
 * Whoever may push to the repository could run any workflow without us.
 */
async function refuseForeignWorkflows({ github }: Office, asked: Asked): Promise<void> {
  const { fork, scripts, repository } = asked.work;
  const commit = deployedAt(asked);
  if (!fork || commit === scripts) return;
  if (await github.hasSameWorkflows(repository, { commit, as: scripts })) return;
  throw new WorkFailed(
    'source',
    'the change comes from a fork and does not have the workflows of the default branch: GitHub would run those of the change with ' +
      "this repository's secrets; bring it up to date with the default branch and leave .github/workflows as it is there",
  );
}

/** Work that does not need the code is done at the commit of the scripts: the workflow is there, and it is nobody else's. */
function deployedAt({ operation, work: { commit, scripts } }: Asked): Sha {
  return ['backup', 'destroy', 'stop'].includes(operation) ? scripts : commit;
}

async function create(office: Office, asked: Asked): Promise<number> {
  const { operation, work } = asked;
  const { repository, environment, commit } = work;
  try {
    const { id } = await office.github.createDeployment(repository, {
      sha: deployedAt(asked),
      task: `greenlight:${operation}`,
      environment: environment.name,
      production: environment.kind === 'production',
      description: `${operation} · ${environment.name} · ${commit.slice(0, 7)}`,
      payload: { ...payloadOf(asked), operation: work.id },
    });
    return id;
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.kind === 'retry') throw error;
    throw new WorkFailed('source', `GitHub did not take the deployment: ${error.message}`);
  }
}

/** What the workflow finds in `github.event.deployment.payload`. */
function payloadOf({ operation, work, backup }: Asked): Readonly<Record<string, unknown>> {
  const { task, round, environment, commit, scripts, settings } = work;
  const { services, data } = settings.sandbox.from;
  return {
    executor: 'github-deployments',
    task,
    round,
    environment: environment.name,
    kind: environment.kind,
    production: settings.production.name,
    commit,
    scripts,
    script: settings.scripts[operation],
    mask: operation === 'provision' ? (settings.scripts.mask ?? null) : null,
    source: { services, data },
    backup: backup ? describe(backup) : null,
    ...(operation === 'backup' && { keep: settings.backups.keep, backup: { id: backupIdOf(work) } }),
  };
}

const describe = ({ id, environment, commit, sha256, bytes }: BackupRef) => ({
  id,
  environment,
  commit,
  sha256,
  bytes,
});

/** The same work asked again is the same backup. */
export const backupIdOf = ({ id }: Pick<Work, 'id'>): string =>
  createHash('sha256').update(id).digest('hex').slice(0, 32);
