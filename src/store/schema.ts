import type { Generated } from 'kysely';

/** The tables as Kysely sees them. Times are milliseconds, JSON is text, booleans are 0 and 1: what both dialects share. */
export interface Schema {
  jobs: {
    id: Generated<number>;
    lane: string;
    kind: string;
    payload: string;
    /** Earliest time of the next attempt. */
    due: number;
    /** Place in the lane: when it was received, or first due when that is later. */
    turn: number;
    dedupe: string | null;
    state: 'ready' | 'done' | 'dead';
    attempts: number;
    error: string | null;
    received: number;
  };
  lanes: {
    key: string;
    /** The lane's kind: its key up to and including the colon. */
    line: string;
    /** `null`: nothing to do. */
    due: number | null;
    lease_owner: string | null;
    lease_until: number | null;
    fence: number;
  };
  tasks: {
    key: string;
    repository: number;
    number: number;
    version: number;
    stage: string;
    open: number;
    change: number | null;
    head: string | null;
    snapshot: string;
  };
  journal: { task: string; number: number; at: number; entry: string; previous: string; hash: string };
  production: { task: string; repository: number; since: number; granted: number };
  production_locks: { repository: number };
  shown: { task: string; shown: string };
  notes: { name: string; value: string };
}
