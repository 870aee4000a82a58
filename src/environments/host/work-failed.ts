import type { WorkResult } from '#ports/environments.js';

export type FailedAt = Extract<WorkResult<unknown>, { kind: 'failed' }>['at'];

/** Ends the work from anywhere inside it; `performWork` makes a result of it, so that it never leaves this folder. */
export class WorkFailed extends Error {
  override readonly name = 'WorkFailed';
  readonly at: FailedAt;

  constructor(at: FailedAt, why: string) {
    super(why);
    this.at = at;
  }
}
