import type { Gate } from './gate.js';
import type { OperationKind } from './operation-kind.js';
import type { Role } from './role.js';
import type { Stage } from './stage.js';

/** A GitHub login, as GitHub spells it. */
export type Login = string;
/** A full 40-character git object id. */
export type Sha = string;
/** Milliseconds since 1970, by Greenlight's clock. */
export type Instant = number;

/** `<repository id>#<issue number>`: stays the same when the repository is renamed. */
export type TaskKey = string;

export interface RepositoryRef {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  /** The App installation through which this repository is reached. */
  readonly installation: number;
}

/** What was agreed in step 1. A new estimate is a new revision and needs a new agreement. */
export interface Estimate {
  readonly revision: number;
  /** As written by the manager, e.g. `3d`. */
  readonly duration: string;
  readonly cost: { readonly amount: string; readonly currency: string } | null;
  readonly note: string | null;
  readonly by: Login;
  readonly at: Instant;
  readonly agreed: { readonly by: Login; readonly at: Instant } | null;
}

export interface Scenario {
  readonly text: string;
  /** `null`: from the checklist in the issue. */
  readonly by: Login | null;
}

/** The pull request that implements the task, as last seen. */
export interface Change {
  readonly number: number;
  readonly branch: string;
  readonly base: string;
  readonly head: Sha;
  readonly author: Login;
  readonly draft: boolean;
  readonly open: boolean;
  readonly merged: boolean;
  readonly fork: boolean;
  readonly checks: Checks;
}

export interface Checks {
  readonly state: 'green' | 'pending' | 'failing';
  /** The required checks that are not green, by name. */
  readonly open: readonly string[];
}

/** One person's yes at one gate. It belongs to the commits that were judged. */
export interface Approval {
  readonly gate: Gate;
  readonly role: Role;
  readonly by: Login;
  readonly at: Instant;
  readonly head: Sha | null;
  readonly live: Sha | null;
  readonly note: string | null;
  /** Set when the gate was overridden, with the reason; needs two different people. */
  readonly override: string | null;
}

export interface Rejection {
  readonly gate: Stage;
  readonly by: Login;
  readonly at: Instant;
  readonly reason: string;
  readonly round: number;
  readonly head: Sha | null;
}

export interface Sandbox {
  /** Made from repository id and issue number, never from user text. */
  readonly name: string;
  readonly url: string | null;
  /** The commit that answered its probes; `null`: it does not stand, for it is being made or removed. */
  readonly commit: Sha | null;
}

/** The result of step 6: head and live, merged. What testers and client approve, and what ships. */
export interface Product {
  readonly head: Sha;
  readonly live: Sha;
  readonly merge: Sha;
  readonly tree: Sha;
}

export interface BackupRef {
  readonly id: string;
  readonly environment: string;
  readonly commit: Sha | null;
  readonly bytes: number;
  readonly sha256: string;
  readonly at: Instant;
}

/** Held from 9.2.1 until released, rolled back or cancelled. */
export interface ProductionHold {
  readonly since: Instant;
  /** `false` until the deployment began: before that there is nothing to roll back. */
  readonly touched: boolean;
  readonly product: Product | null;
  readonly url: string | null;
  /** Taken before the task first touched production; a rollback restores it. */
  readonly backup: BackupRef | null;
  /** The operation that probes production; the outcome of an earlier one counts for nothing. */
  readonly watch: string | null;
}

/** The operation whose outcome the stage waits for; an outcome of any other is superseded. */
export interface Awaited {
  readonly id: string;
  readonly kind: OperationKind;
  readonly since: Instant;
}

export interface Failure {
  readonly operation: OperationKind;
  readonly why: string;
  readonly at: Instant;
  readonly log: string | null;
}

/** Why production is being restored, and where the task goes when it is. */
export interface RollbackPlan {
  readonly why: string;
  readonly by: Login | null;
  readonly then: 'development' | 'planning' | 'cancelled';
}

/** The merge that the process allows now, and who makes it. */
export interface Merging {
  readonly by: 'greenlight' | 'queue' | 'people';
  /** Why people have to: what GitHub said when Greenlight tried. */
  readonly said: string | null;
}

/** The task goes on when it is lifted. */
interface Hold {
  /** `Greenlight` itself, or a person. */
  readonly by: Login;
  readonly at: Instant;
  readonly why: string | null;
  /** Why Greenlight placed it. */
  readonly cause?: 'merged_outside' | 'waited_too_long';
}

/** Everything Greenlight knows of one task: the fold of its journal. */
export interface Task {
  readonly key: TaskKey;
  readonly repository: RepositoryRef;
  readonly number: number;
  readonly title: string;
  /** Number of the last journal entry; 0 before the first. */
  readonly version: number;
  readonly stage: Stage;
  readonly round: number;
  /** When the stage was entered. */
  readonly since: Instant;
  /** When those whom the gate of this stage asks were called, and how often they were reminded since; `null`: not yet. */
  readonly called: { readonly at: Instant; readonly reminders: number } | null;
  readonly hold: Hold | null;
  readonly estimate: Estimate | null;
  readonly scenarios: readonly Scenario[];
  /** The work branch that Greenlight made in step 3. */
  readonly branch: string | null;
  readonly change: Change | null;
  /** What was said yes to in this round, newest last; a new head empties it but for planning's. */
  readonly approvals: readonly Approval[];
  /** Heads that were rejected or rolled back: they do not reach step 5 again by themselves. */
  readonly rejectedHeads: readonly Sha[];
  readonly rejection: Rejection | null;
  readonly sandbox: Sandbox | null;
  readonly product: Product | null;
  readonly production: ProductionHold | null;
  readonly rollback: RollbackPlan | null;
  readonly backups: readonly BackupRef[];
  readonly rollbacks: number;
  readonly awaiting: Awaited | null;
  readonly failure: Failure | null;
  /** An operation that waits for the hold to be lifted. */
  readonly deferred: OperationKind | null;
  /** Set while the task winds down towards `cancelled`, and there. */
  readonly cancelled: { readonly by: Login; readonly at: Instant; readonly why: string | null } | null;
  /** First halves of overrides of this stage's gate, waiting for the second person; one for each role of the first. */
  readonly overrides: readonly {
    readonly gate: Gate;
    readonly by: Login;
    readonly role: Role;
    readonly reason: string;
  }[];
  readonly followups: readonly { readonly text: string; readonly by: Login }[];
  readonly feedback: string | null;
  readonly merging: Merging | null;
  /** What the merge made, where the change is merged before it goes live; `null` again once it is reverted. */
  readonly merge: Sha | null;
  readonly release: { readonly tag: string; readonly sha: Sha; readonly url: string } | null;
}
