import { hideSecrets } from '#errors/hide-secrets.js';
import type { WorkResult } from '#ports/environments.js';
import type { Restored } from '#process/task.js';

export type FailedAt = Extract<WorkResult<unknown>, { kind: 'failed' }>['at'];

/** Ends the work from anywhere inside it; `performWork` makes a result of it, so that it never leaves this folder. */
export class WorkFailed extends Error {
  override readonly name = 'WorkFailed';
  readonly at: FailedAt;
  /** What a restoration that failed brought back all the same. */
  readonly restored: Restored | null;

  constructor(at: FailedAt, why: string, restored: Restored | null = null) {
    super(hideSecrets(why));
    this.at = at;
    this.restored = restored;
  }
}
