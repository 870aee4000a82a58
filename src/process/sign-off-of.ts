import type { Because } from './because.js';
import type { Event } from './event.js';
import { foldChanges } from './fold-journal.js';
import { newTask } from './new-task.js';
import { overridesIn } from './overrides-in.js';
import type {
  Approval,
  BackupRef,
  Instant,
  Product,
  Receipt,
  Rejection,
  RepositoryRef,
  Restored,
  Sha,
  Task,
} from './task.js';

/** What a journal entry has to say here. */
interface Entry {
  readonly at: Instant;
  readonly event: Event;
  readonly because: Because;
  readonly changes: Partial<Task>;
}

/** One time that production was changed for the task. */
export interface ProductionChange {
  readonly commit: Sha | null;
  /** When it began, right after the backup. */
  readonly at: Instant;
  /** The backup that a rollback restores. */
  readonly backup: string;
  /** When it was live and healthy; `null`: it never was. */
  readonly live: Instant | null;
  /** When production was put back as it was; `null`: it was not. */
  readonly restored: Instant | null;
  /** What of it was seen to be back. */
  readonly back: Restored | null;
}

/** Who estimated, agreed, tested and approved what, on which commit, and how it got there. */
export interface SignOff extends Pick<
  Task,
  'title' | 'round' | 'rollbacks' | 'estimate' | 'formerEstimates' | 'scenarios' | 'followups' | 'feedback'
> {
  readonly issue: number;
  readonly change: number | null;
  readonly product: Product | null;
  /** The approvals that counted in the end, in the order in which they were given. */
  readonly approvals: readonly Approval[];
  /** Every override that was completed, also in rounds whose approvals no longer count. */
  readonly overrides: readonly Approval[];
  /** Every time that the work was sent back. */
  readonly setbacks: readonly Rejection[];
  readonly deployments: readonly ProductionChange[];
  readonly backups: readonly BackupRef[];
  /** What was looked at after the sandbox was removed; `null`: nobody looked. */
  readonly receipt: Receipt | null;
}

/** The sign-off as a journal tells it, oldest entry first: the same entries give the same sign-off, so a copy can be checked. */
export function signOffOf(
  start: { repository: RepositoryRef; number: number; title: string },
  journal: readonly Entry[],
): SignOff {
  const task = foldChanges(
    newTask(start),
    journal.map(({ changes }) => changes),
  );
  const { title, round, rollbacks, estimate, formerEstimates, scenarios, followups, feedback } = task;
  return {
    issue: task.number,
    change: task.change?.number ?? null,
    title,
    product: task.product,
    round,
    rollbacks,
    estimate,
    formerEstimates,
    scenarios,
    approvals: task.approvals,
    overrides: overridesIn(journal),
    setbacks: journal.flatMap(({ changes }) => changes.rejection ?? []),
    deployments: deploymentsIn(journal),
    backups: task.backups,
    receipt: task.receipt ?? null,
    followups,
    feedback,
  };
}

function deploymentsIn(journal: readonly Entry[]): readonly ProductionChange[] {
  const found: ProductionChange[] = [];
  let commit: Sha | null = null;
  const mark = (what: Partial<ProductionChange>): void => {
    const last = found.pop();
    if (last !== undefined) found.push({ ...last, ...what });
  };
  for (const { event, at, changes } of journal) {
    commit = changes.product?.merge ?? commit;
    if (event.type === 'ProductionTouched')
      found.push({ commit, at, backup: event.backup.id, live: null, restored: null, back: null });
    if (event.type === 'ProductionDeployed') mark({ live: at });
    if (event.type === 'ProductionRestored') mark({ restored: at, back: event.restored ?? null });
  }
  return found;
}
