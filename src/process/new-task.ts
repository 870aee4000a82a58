import type { RepositoryRef, Task } from './task.js';

/** A task before its first event: step 1, round 1, nothing said yet. Every journal folds from here. */
export function newTask(start: { repository: RepositoryRef; number: number; title: string }): Task {
  return {
    key: taskKey(start.repository.id, start.number),
    repository: start.repository,
    number: start.number,
    title: start.title,
    version: 0,
    stage: 'discussion',
    round: 1,
    since: 0,
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
  };
}

/** `<repository id>#<issue number>`. */
export function taskKey(repository: number, number: number): string {
  return `${repository}#${number}`;
}
