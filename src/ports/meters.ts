import type { OperationKind } from '#process/operation-kind.js';
import type { Stage } from '#process/stage.js';

/**
 * What is counted and measured while the server runs. Whoever may read metrics may read all of it, so nothing here names a person, a
 * repository or a task, and every word comes from a short list of ours.
 */
export interface Meters {
  /** A delivery was answered. `event` is GitHub's name for it, e.g. `issue_comment`. */
  delivered(event: string, outcome: DeliveryOutcome): void;
  /** One attempt at a job of a kind of lane (`task`, `work`, `talk`, …) ended. */
  attempted(line: string, attempt: { readonly outcome: AttemptOutcome; readonly durationMs: number }): void;
  /** An attempt at an operation ended. */
  performed(kind: OperationKind, outcome: 'done' | 'failed' | 'snoozed' | 'given-up'): void;
  /** GitHub was asked something. `status`: of HTTP; `null` when no answer came. */
  requested(installation: number, request: { readonly api: Api; readonly status: number | null }): void;
  /** A task left a stage in which it had been for so long. */
  left(stage: Stage, afterMs: number): void;
  /** The reconciler found something that no delivery had told, and mended it. `what` is one of a few words of its own. */
  repaired(what: string): void;
}

/** `cut`: the sender went away; `shed`: turned away because too much was under way; `failed`: the store did not take it. */
export type DeliveryOutcome =
  'stored' | 'unauthentic' | 'malformed' | 'too-large' | 'cut' | 'shed' | 'failed';

/** `lost`: another replica has taken the lane over. */
export type AttemptOutcome = 'done' | 'retried' | 'dead' | 'lost';

export type Api = 'rest' | 'graphql';
