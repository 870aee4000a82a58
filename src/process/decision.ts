import type { Because } from './because.js';
import type { Numbered } from './operation.js';
import type { ProductionHeld } from './production-facts.js';
import type { Stage } from './stage.js';
import type { Task } from './task.js';

/**
 * What becomes of the repository's production. `request`: the task queues for it; `requeue`: it stays in the queue, and what holds it
 * up is another; `front`: it is next; `release`: it gives production or its place back; `unhold`: production is held no more.
 */
export type ProductionMove = 'request' | 'requeue' | 'front' | 'release' | 'unhold';

/**
 * What an event came to. `moved`: the stage changed; `kept`: something was noted; `refused`: a person asked for what is
 * not possible (what was read along with it may have moved the task all the same: see `moves`); `ignored`: nothing new.
 * The task's version is raised by one exactly when something changed or was started.
 */
export interface Decision {
  readonly verdict: 'moved' | 'kept' | 'refused' | 'ignored';
  readonly task: Task;
  readonly because: Because;
  /** The stages passed through, in order, with the reason for each move. */
  readonly moves: readonly { readonly from: Stage; readonly to: Stage; readonly because: Because }[];
  readonly operations: readonly Numbered[];
  readonly production: ProductionMove | null;
  /** Set when production is given back held. */
  readonly holds?: ProductionHeld;
}
