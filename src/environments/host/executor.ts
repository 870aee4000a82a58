import type { Clock } from '#ports/clock.js';
import type { Ids } from '#ports/ids.js';
import type { ResolveHost } from '../probes/resolve-host.js';
import type { InTurns } from './in-turns.js';
import type { Layout } from './layout.js';

/** What every piece of work of this executor needs. */
export interface Executor {
  readonly layout: Layout;
  /** Where this server is reached, without a trailing slash. */
  readonly publicUrl: string;
  readonly ids: Ids;
  readonly clock: Clock;
  /** The server's own environment; scripts see only what is let through. */
  readonly variables: Readonly<Record<string, string | undefined>>;
  /** What scripts may write into one log. */
  readonly maxLogBytes: number;
  /** What a script may use of the CPU, as so many cores for the whole of its time. Default: half of the machine, at least one. */
  readonly maxCores?: number;
  readonly resolveHost?: ResolveHost;
  readonly inTurns: InTurns;
  /** Mirrors that were looked after since the start. */
  readonly opened: Set<string>;
  /** Settles when what work of an earlier process has left in `scratch` is removed. */
  readonly tidied: Promise<void>;
  /** Aborted when the executor is closed. */
  readonly closing: AbortSignal;
}
