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

/** An estimate that counts no more, and who ended it: the manager with another one, or whoever declined it. */
export interface FormerEstimate extends Estimate {
  readonly ended: 'declined' | 'replaced';
  readonly endedBy: Login;
  readonly endedAt: Instant;
}

/** A part of a version number, as semver.org names them. */
export type VersionPart = 'major' | 'minor' | 'patch';

export interface Scenario {
  /** What people call it by. It belongs to this text for good: a text that changes is another scenario. */
  readonly number: number;
  readonly text: string;
  /** `null`: from the checklist in the issue. */
  readonly by: Login | null;
}

/** One person's verdict on one scenario at one test gate. It belongs to the commits that were judged. */
export interface Verdict {
  readonly gate: Gate;
  /** The scenario's number. */
  readonly scenario: number;
  readonly passed: boolean;
  /** What is wrong; `null` where nothing is. */
  readonly reason: string | null;
  readonly by: Login;
  readonly at: Instant;
  readonly head: Sha | null;
  readonly live: Sha | null;
}

/** A scenario that failed, as it is told to whoever mends it. */
export interface FailedScenario {
  readonly number: number;
  readonly text: string;
  readonly reason: string;
  readonly by: Login;
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
  /** Who pushed which head, as far as GitHub told; the newest last. */
  readonly pushes?: readonly Push[];
  /** Since when people could see which head, as far as GitHub told; the newest last. */
  readonly shown?: readonly Shown[];
  /** The head's tree; absent, like its parents: not read, and then nothing is known to be the same. */
  readonly tree?: Sha;
  readonly parents?: readonly Sha[];
  /** The parents of the first commit of the pull request. */
  readonly roots?: readonly Sha[];
  /** It aims at another branch than the default one, so it counts as closed. */
  readonly astray?: true;
}

/** A head that took the place of others of the same content: what was said of those holds for it. */
export interface Followed {
  readonly to: Sha;
  /** The heads before it, oldest first. */
  readonly from: readonly Sha[];
  readonly at: Instant;
}

/** One push to a change. Told by GitHub's deliveries, so not to be forged as a commit's author is. */
export interface Push {
  readonly head: Sha;
  readonly by: Login;
}

/** A head that came in front of people: pushed, or with a pull request that was opened, at this time by GitHub's clock. */
export interface Shown {
  readonly head: Sha;
  readonly since: Instant;
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
  /** The review that gave it; missing where it was given otherwise. */
  readonly review?: number;
  /** Its review was dismissed when the task had already gone on with it. It opens nothing any more. */
  readonly dismissed?: { readonly by: Login; readonly at: Instant };
}

export interface Rejection {
  readonly gate: Stage;
  readonly by: Login;
  readonly at: Instant;
  readonly reason: string;
  readonly round: number;
  readonly head: Sha | null;
  /** The scenarios that had failed by then; missing where none had. */
  readonly failed?: readonly FailedScenario[];
}

/** A no that stands where it sends nothing back: the gate stays shut until whoever said it, or a manager, takes it back. */
export interface Objection {
  readonly gate: Gate;
  readonly by: Login;
  readonly at: Instant;
  readonly reason: string;
}

/** A role that a manager has handed to somebody, for this task. */
export interface Delegation {
  readonly role: Role;
  /** As the manager wrote it; GitHub does not tell logins apart by case. */
  readonly to: Login;
  readonly by: Login;
  readonly at: Instant;
  /** `null`: until the task ends. */
  readonly until: Instant | null;
}

export interface Sandbox {
  /** Made from repository id and issue number, never from user text. */
  readonly name: string;
  readonly url: string | null;
  /** The commit that answered its probes; `null`: it does not stand, for it is being made or removed. */
  readonly commit: Sha | null;
  /** When it was last brought up: made, deployed to or started. */
  readonly since?: Instant;
  /** Its processes are ended or being ended, its data stay. Not there while it runs. */
  readonly stopped?: SandboxStop;
  /** Somebody moved its end; `until` null: it runs until the task is over. */
  readonly keep?: { readonly until: Instant | null; readonly by: Login };
  /** The end that was warned of, and when. */
  readonly warned?: { readonly end: Instant; readonly at: Instant };
}

/** Why a sandbox was stopped: somebody asked for it, nothing had happened for long, or its time was up. */
export interface SandboxStop {
  readonly why: 'asked' | 'idle' | 'ttl';
  readonly by: Login | null;
  readonly at: Instant;
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
  /** What of the data is in it: `full`, or the name that the repository gave a part. Backups of the first versions do not say. */
  readonly data?: string;
  /** Where it is, in words for DevOps: a directory of the server, or whatever their CI/CD says. */
  readonly where?: string;
  /** Kept at least until then. */
  readonly keptUntil?: Instant;
  /** How it was seen to be good. */
  readonly verified?: 'checksum' | 'restore';
}

/** Whether something was seen to be so; `unseen`: nothing tells. */
export type Seeing = 'yes' | 'no' | 'unseen';

/** What a restoration brought back, each told apart. */
export interface Restored {
  /** The old commit is served, by a probe. */
  readonly code: Seeing;
  /** The backup had its checksum, and was put in place whole. */
  readonly data: Seeing;
  readonly probes: Seeing;
}

/** What was looked at after a sandbox was removed. */
export const remains = ['processes', 'containers', 'data', 'url', 'deployments', 'environment'] as const;

/**
 * For each: `gone`, it was seen not to be there any more; `none`, there is no such thing with this executor; `left`, it is still there.
 * `unseen`: nobody here can look, and whoever removed it says that it is gone; `kept`: Greenlight may not remove it.
 */
export type Receipt = Readonly<
  Record<(typeof remains)[number], 'gone' | 'none' | 'left' | 'unseen' | 'kept'>
>;

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
  /** What a restoration that failed brought back all the same. */
  readonly restored?: Restored;
}

/** A time in which nothing is deployed to production. */
export interface Freeze {
  readonly until: Instant;
  readonly why: string | null;
}

/** A state of production that is kept. */
export interface RestorePoint {
  /** The release whose state it is; `null`: production as it was before the first one. */
  readonly tag: string | null;
  readonly backup: BackupRef;
  /** The releases that going back to it undoes, newest first. */
  readonly undone: readonly string[];
}

/** Why production is being restored, and where the task goes when it is. */
export interface RollbackPlan {
  readonly why: string;
  readonly by: Login | null;
  readonly then: 'development' | 'planning' | 'cancelled';
  /** Whether the commit was bad: then it is banned, and production is held until DevOps lifts it. */
  readonly holds?: boolean;
  /** Set after the release: production is not the task's any more, and has to be waited for. */
  readonly to?: RestorePoint;
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
  /** When the word was written that last led on to another stage, by GitHub's clock; absent: not known. */
  readonly ledOn?: Instant;
  readonly hold: Hold | null;
  readonly estimate: Estimate | null;
  /** Estimates that were declined or replaced, oldest first. */
  readonly formerEstimates: readonly FormerEstimate[];
  /** In the order of their numbers. */
  readonly scenarios: readonly Scenario[];
  /** Scenarios that are gone from the issue: their numbers are not given again, and come back with their texts. */
  readonly retired: readonly Scenario[];
  /** What was said of single scenarios in this round, by gate; a new head empties it. */
  readonly verdicts: readonly Verdict[];
  /** What stands against the gate of this stage. */
  readonly objections: readonly Objection[];
  /** Roles that people have for this task alone. */
  readonly delegations: readonly Delegation[];
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
  /** What the last rollback of production brought back. */
  readonly restored?: Restored | null;
  /** What was looked at after the sandbox was removed. */
  readonly receipt?: Receipt | null;
  readonly awaiting: Awaited | null;
  readonly failure: Failure | null;
  /** An operation that waits for the hold to be lifted. */
  readonly deferred: OperationKind | null;
  /** Set while the task winds down towards `cancelled`, and there. */
  readonly cancelled: {
    readonly by: Login;
    readonly at: Instant;
    readonly why: string | null;
    /** The issue was deleted or went to another repository: nothing can be said there any more. */
    readonly gone?: true;
  } | null;
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
  /** What the merge made, where the change is merged before it goes live; `null` again once it is released or reverted. */
  readonly merge: Sha | null;
  /** Which part of the version the release raises, when a manager has said so. */
  readonly releasePart: { readonly part: VersionPart; readonly by: Login } | null;
  /** Set while the change's head is one that took over what was said of another. */
  readonly followed?: Followed | null;
  /** Heads of a fork that somebody of the project let into the sandbox. */
  readonly allowedHeads?: readonly Sha[];
  readonly release: {
    readonly tag: string;
    readonly sha: Sha;
    readonly url: string;
    /** Production as it was before this task was deployed. */
    readonly before?: BackupRef | null;
  } | null;
  /** Why the task waits for production although it may be free, and until when. */
  readonly frozen: Freeze | null;
  /** Labels of the issue by which a freeze does not hold it up. */
  readonly exempt: readonly string[];
  /** Set when a manager moved the waiting task to the front of the queue. */
  readonly priority: { readonly by: Login; readonly at: Instant } | null;
}
