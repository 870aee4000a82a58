import type { Priority } from '#ports/github.js';
import type { Cost } from './cost-of.js';

/** A request that wants to be sent. */
export interface Ask {
  readonly cost: Cost;
  readonly priority: Priority;
  /** Ends the waiting. */
  readonly signal?: AbortSignal | undefined;
  /** Hears when it begins to wait and when that ends. */
  readonly onWait?: ((waits: boolean) => void) | undefined;
}
