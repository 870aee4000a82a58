import type { Because } from './because.js';
import { inTheWay } from './decide-check.js';
import type { Sha, Task } from './task.js';

/** A deployment that somebody else's workflow wants to make. `tree` null: not read. */
interface Asked {
  readonly sha: Sha;
  readonly tree: Sha | null;
}

interface Known {
  /** The task whose production it is now. */
  readonly holder: Task | null;
  /** The commit that was released last. */
  readonly released: Sha | null;
  readonly configProblem: string | null;
}

export interface DeploymentVerdict {
  readonly approved: boolean;
  readonly because: Because;
}

const yes = (because: Because): DeploymentVerdict => ({ approved: true, because });
const no = (because: Because): DeploymentVerdict => ({ approved: false, because });

/**
 * Whether a workflow may deploy this to an environment that Greenlight guards: exactly what is being shipped, while it is; the backup
 * that production is put back to; else exactly what was released last.
 */
export function decideDeployment(
  asked: Asked,
  { holder, released, configProblem }: Known,
): DeploymentVerdict {
  if (configProblem !== null) return no({ code: 'config_broken', problem: configProblem });
  if (holder?.production == null) return ofReleased(asked, released);
  if (holder.stage === 'rollback') return ofBackup(asked, holder);
  if (isProduct(asked, holder)) return ofProduct(holder);
  if (!holder.production.touched) return ofReleased(asked, released);
  return no({ code: 'another_head_approved', approved: holder.product?.merge ?? null });
}

function ofProduct(holder: Task): DeploymentVerdict {
  const stopped = inTheWay(holder, null);
  return stopped === null ? yes({ code: 'gate_passed' }) : no(stopped);
}

/** While the merge is made, its commit is not known yet: then the very same tree is what was approved. */
function isProduct({ sha, tree }: Asked, task: Task): boolean {
  const { product } = task;
  if (product === null) return false;
  return sha === product.merge || (isBeingMerged(task) && tree === product.tree);
}

function ofReleased({ sha }: Asked, released: Sha | null): DeploymentVerdict {
  if (released === null) return no({ code: 'nothing_approved' });
  return sha === released
    ? yes({ code: 'released' })
    : no({ code: 'another_head_approved', approved: released });
}

function ofBackup({ sha }: Asked, { production }: Task): DeploymentVerdict {
  const backup = production?.backup?.commit ?? null;
  return sha === backup
    ? yes({ code: 'rollback_requested' })
    : no({ code: 'another_head_approved', approved: backup });
}

/** Whether the merge may have been made without its commit being on record. */
export function isBeingMerged({ stage, merging, merge }: Task): boolean {
  return merging !== null || (stage === 'release' && merge === null);
}
