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
    dedupe: string | null;
    /** Another with the same is done with this one, while it was not begun. */
    joins: string | null;
    state: 'ready' | 'done' | 'dead';
    /** 1: attempted before, and until it is settled the rest of its lane waits for it. */
    begun: number;
    attempts: number;
    error: string | null;
    received: number;
    /** When it was done or given up. */
    finished: number | null;
    crashes: Generated<number>;
  };
  lanes: {
    key: string;
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
  /** Rows are numbered in the order of their requests. */
  production: {
    id: Generated<number>;
    task: string;
    repository: number;
    since: number;
    granted: number;
    /** 1: goes before everybody who waits. */
    urgent: number;
    /** Moved to the front: the later, the smaller. 0: as they came. */
    place: number;
    not_before: number | null;
  };
  production_locks: { repository: number };
  production_holds: { repository: number; held: string };
  /** Rows are numbered in the order of their requests. */
  sandboxes: { id: Generated<number>; task: string; repository: number; since: number; granted: number };
  banned: { repository: number; head: string; task: string; at: number };
  shown: { task: string; shown: string };
  /** `at`: when it was saved last; `null`: by a version that did not keep that. */
  notes: { name: string; value: string; at: number | null };
  interventions: {
    id: Generated<number>;
    at: number;
    person: string;
    did: 'retried' | 'dropped';
    why: string | null;
    job: number;
    lane: string;
    kind: string;
    error: string | null;
  };
  readings: { repository: number; name: string; etag: string | null; value: string };
}
