import type { Numbered, OperationOf } from '#process/operation.js';
import type { OperationKind } from '#process/operation-kind.js';
import type { Task } from '#process/task.js';
import type { Engine } from '../engine.js';

/** One try of an operation, whichever it is. */
export interface Performing {
  readonly engine: Engine;
  readonly task: Task;
  readonly operation: { readonly id: string };
  /** 1 the first time; later tries look first whether it has been done. */
  readonly attempt: number;
  /** When the operation was asked for. */
  readonly asked: number;
  /** Aborted when the operation is superseded or Greenlight stops. */
  readonly signal: AbortSignal;
}

/** One try of an operation of this kind. */
export interface Performance<K extends OperationKind> extends Performing {
  readonly operation: Numbered<OperationOf<K>>;
}
