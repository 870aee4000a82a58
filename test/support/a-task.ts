import type { NewEntry, TaskRecord } from '#ports/store.js';
import type { Change, Task } from '#process/task.js';

export const repository = { id: 9_007_199_254, owner: 'shop', name: 'web', installation: 7 };

/** A task in discussion; `over` says what is different. */
export function aTask(number: number, over: Partial<Task> = {}): Task {
  return {
    key: `${over.repository?.id ?? repository.id}#${number}`,
    repository,
    number,
    title: `Task ${number}`,
    version: 1,
    stage: 'discussion',
    round: 1,
    since: 1_000,
    called: null,
    hold: null,
    estimate: null,
    formerEstimates: [],
    scenarios: [],
    retired: [],
    verdicts: [],
    objections: [],
    delegations: [],
    branch: null,
    change: null,
    approvals: [],
    rejectedHeads: [],
    rejection: null,
    sandbox: null,
    product: null,
    production: null,
    rollback: null,
    backups: [],
    rollbacks: 0,
    awaiting: null,
    failure: null,
    deferred: null,
    cancelled: null,
    overrides: [],
    followups: [],
    feedback: null,
    merging: null,
    merge: null,
    releasePart: null,
    release: null,
    frozen: null,
    exempt: [],
    priority: null,
    ...over,
  };
}

/** An open pull request with green checks. */
export function aChange(number: number, head: string): Change {
  const checks = { state: 'green', open: [] } as const;
  return {
    number,
    branch: `task-${number}`,
    base: 'main',
    head,
    author: 'dev',
    draft: false,
    open: true,
    merged: false,
    fork: false,
    checks,
  };
}

/** The record of a decision that led to `task`. */
export function aRecord(task: Task, over: Partial<Omit<TaskRecord, 'task'>> = {}): TaskRecord {
  const entry: NewEntry = {
    at: 1_000 + task.version,
    event: { type: 'IssueSeen' },
    actor: null,
    from: null,
    to: task.stage,
    because: { code: 'issue_seen', title: task.title },
    operations: [],
    changes: { title: task.title, stage: task.stage },
  };
  return { task, entry, ...over };
}
