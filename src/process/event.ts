import type { Gate } from './gate.js';
import type { OperationKind } from './operation-kind.js';
import type { Role } from './role.js';
import type {
  BackupRef,
  Instant,
  Login,
  Product,
  Push,
  Receipt,
  Restored,
  Sha,
  Shown,
  VersionPart,
} from './task.js';
import type { Stage } from './stage.js';

/** Where a person said something: the comment or review that is reacted and replied to. `null` for labels and buttons. */
export interface Source {
  readonly comment: number | null;
  /** GitHub's node id of that comment. */
  readonly node?: string;
  /** The issue or pull request that it stands on. */
  readonly on: number;
  /** The commit that a review judged, or on whose check a button was used. */
  readonly commit?: Sha;
  /** The review itself: GitHub's id. */
  readonly review?: number;
  /** Set when it was a button on the check. */
  readonly button?: true;
  /** When it was written, by GitHub's clock, to the second; absent: not known. */
  readonly at?: Instant;
}

/** When something ends: at a point in time, or so many milliseconds after it was said. */
export type Until = { readonly at: Instant } | { readonly inMs: number };

interface Said {
  readonly by: Login;
  readonly source: Source;
}

/** What a person said or did. */
export type Request =
  | ({ readonly type: 'TaskProposed' } & Said)
  | ({
      readonly type: 'EstimateGiven';
      readonly duration: string;
      readonly cost: { readonly amount: string; readonly currency: string } | null;
      readonly note: string | null;
    } & Said)
  | ({ readonly type: 'Approved'; readonly note: string | null } & Said)
  | ({ readonly type: 'Rejected'; readonly reason: string } & Said)
  | ({ readonly type: 'ScenarioAdded'; readonly text: string } & Said)
  | ({ readonly type: 'ReadyDeclared' } & Said)
  | ({ readonly type: 'RetryRequested' } & Said)
  | ({ readonly type: 'SandboxRedeployRequested' } & Said)
  | ({ readonly type: 'BackupRequested' } & Said)
  | ({
      readonly type: 'RollbackRequested';
      readonly reason: string | null;
      /** The release to go back to; absent: to before the task. */
      readonly version?: string;
    } & Said)
  | ({ readonly type: 'HoldPlaced'; readonly why: string | null } & Said)
  | ({ readonly type: 'HoldLifted' } & Said)
  | ({ readonly type: 'GateOverridden'; readonly gate: Gate; readonly reason: string } & Said)
  | ({ readonly type: 'FollowupAdded'; readonly text: string } & Said)
  | ({ readonly type: 'VersionPartChosen'; readonly part: VersionPart } & Said)
  | ({ readonly type: 'TaskCancelled'; readonly why: string | null } & Said)
  | ({ readonly type: 'IssueReopened' } & Said)
  | ({ readonly type: 'StageLabelSet'; readonly stage: Stage } & Said)
  /** The code of a fork may be run in the sandbox, at exactly this head. */
  | ({ readonly type: 'ForkAllowed'; readonly head: Sha } & Said)
  /** `all`: those that have no verdict yet. */
  | ({ readonly type: 'ScenariosPassed'; readonly numbers: readonly number[] | 'all' } & Said)
  | ({ readonly type: 'ScenarioFailed'; readonly number: number; readonly reason: string } & Said)
  /** What somebody said no to is taken back. `of` null: one's own; a manager's: everybody's. */
  | ({ readonly type: 'RejectionLifted'; readonly of: Login | null } & Said)
  | ({
      readonly type: 'RoleDelegated';
      readonly role: Role;
      readonly to: Login;
      /** `null`: until the task ends. */
      readonly until: Until | null;
    } & Said)
  /** `of` null: everybody whom the role was handed to. */
  | ({ readonly type: 'DelegationWithdrawn'; readonly role: Role; readonly of: Login | null } & Said)
  | ({ readonly type: 'PriorityRaised' } & Said)
  | ({ readonly type: 'SandboxStopRequested' } & Said)
  | ({ readonly type: 'SandboxStartRequested' } & Said)
  | ({ readonly type: 'SandboxExtended'; readonly byMs: number } & Said)
  | ({ readonly type: 'SandboxPinned' } & Said);

/** What was seen on GitHub; what it means is decided by comparing the task with the facts read fresh. */
export type Observation =
  /** A pull request, its checks or its reviews moved. */
  | {
      readonly type: 'ChangeSeen';
      readonly change: number;
      readonly doer?: Login;
      readonly pushed?: Push;
      readonly shown?: Shown;
    }
  /** The text moved (title, checklist), or a label was changed by somebody. */
  | { readonly type: 'IssueSeen' }
  /** The default branch moved. Counts only while a merge waits; elsewhere live is read again where it counts, in 7, 9.2.1, 9.2.4 and 11. */
  | { readonly type: 'LiveSeen'; readonly live: Sha }
  /** The issue was deleted, or went to another repository. */
  | { readonly type: 'IssueGone'; readonly doer: Login }
  /** Somebody dismissed a review: GitHub decides who may. */
  | { readonly type: 'ReviewDismissed'; readonly review: number; readonly by: Login }

  /** Time alone; what is due by it, the timers of the task say. */
  | { readonly type: 'TimePassed' };

/** What an operation came to. `operation` is its id. */
export type Outcome =
  | ({
      readonly type: 'SandboxProvisioned';
      readonly url: string;
      readonly commit: Sha;
      readonly branch: string;
    } & Of)
  | ({ readonly type: 'SandboxDeployed'; readonly url: string; readonly commit: Sha } & Of)
  | ({ readonly type: 'SandboxUnhealthy'; readonly detail: string; readonly log: string | null } & Of)
  | ({ readonly type: 'ChangeIntegrated'; readonly product: Product; readonly url: string } & Of)
  | ({
      readonly type: 'IntegrationRefused';
      readonly why: 'conflict' | 'unhealthy';
      readonly detail: string;
      readonly log: string | null;
    } & Of)
  | ({ readonly type: 'BackupsTaken'; readonly backups: readonly BackupRef[] } & Of)
  | { readonly type: 'ProductionGranted' }
  | ({ readonly type: 'ProductionTouched'; readonly backup: BackupRef } & Of)
  | ({ readonly type: 'ProductionDeployed'; readonly url: string } & Of)
  | ({ readonly type: 'ProductionUnhealthy'; readonly detail: string; readonly log: string | null } & Of)
  | ({ readonly type: 'LiveMoved'; readonly live: Sha } & Of)
  | ({ readonly type: 'WatchEnded' } & Of)
  | ({ readonly type: 'ProductionRestored'; readonly url: string | null; readonly restored?: Restored } & Of)
  | ({ readonly type: 'SandboxRemoved'; readonly receipt?: Receipt; readonly detail?: string } & Of)
  | ({ readonly type: 'SandboxStopped' } & Of)
  | ({ readonly type: 'SandboxStarted'; readonly url: string; readonly commit: Sha } & Of)
  | ({ readonly type: 'Released'; readonly tag: string; readonly sha: Sha; readonly url: string } & Of)
  | ({
      readonly type: 'ChangeMerged';
      readonly sha: Sha;
      readonly tree: Sha;
      /** What is wrong with the merge; empty when it is what was approved. */
      readonly detail: string;
    } & Of)
  /** The merge is allowed now, and somebody else makes it: the merge queue, or people when GitHub does not let Greenlight. */
  | ({ readonly type: 'MergeAwaited'; readonly by: 'queue' | 'people'; readonly said: string | null } & Of)
  | ({ readonly type: 'ChangeReverted'; readonly revert: number } & Of)
  | ({
      readonly type: 'OperationFailed';
      readonly kind: OperationKind;
      readonly why: string;
      readonly log: string | null;
      readonly restored?: Restored;
    } & Of);

interface Of {
  readonly operation: string;
}

/** Every type of event: people's requests, observations of GitHub, outcomes of operations. */
export const requestTypes = [
  'TaskProposed',
  'EstimateGiven',
  'Approved',
  'Rejected',
  'ScenarioAdded',
  'ReadyDeclared',
  'RetryRequested',
  'SandboxRedeployRequested',
  'BackupRequested',
  'RollbackRequested',
  'HoldPlaced',
  'HoldLifted',
  'GateOverridden',
  'FollowupAdded',
  'VersionPartChosen',
  'TaskCancelled',
  'IssueReopened',
  'StageLabelSet',
  'ForkAllowed',
  'ScenariosPassed',
  'ScenarioFailed',
  'RejectionLifted',
  'RoleDelegated',
  'DelegationWithdrawn',
  'PriorityRaised',
  'SandboxStopRequested',
  'SandboxStartRequested',
  'SandboxExtended',
  'SandboxPinned',
] as const satisfies readonly Request['type'][];

export const observationTypes = [
  'ChangeSeen',
  'IssueSeen',
  'LiveSeen',
  'IssueGone',
  'ReviewDismissed',
  'TimePassed',
] as const satisfies readonly Observation['type'][];

const outcomeTypes = [
  'SandboxProvisioned',
  'SandboxDeployed',
  'SandboxUnhealthy',
  'ChangeIntegrated',
  'IntegrationRefused',
  'BackupsTaken',
  'ProductionGranted',
  'ProductionTouched',
  'ProductionDeployed',
  'ProductionUnhealthy',
  'LiveMoved',
  'WatchEnded',
  'ProductionRestored',
  'SandboxRemoved',
  'Released',
  'ChangeMerged',
  'MergeAwaited',
  'ChangeReverted',
  'OperationFailed',
  'SandboxStopped',
  'SandboxStarted',
] as const satisfies readonly Outcome['type'][];

export const eventTypes = [...requestTypes, ...observationTypes, ...outcomeTypes] as const;

/** Whether a person asked for this. */
export function isRequest(event: Event): event is Request {
  return (requestTypes as readonly string[]).includes(event.type);
}

/** Whether this tells what an operation came to. */
export function isOutcome(event: Event): event is Outcome {
  return (outcomeTypes as readonly string[]).includes(event.type);
}

export type Event = Request | Observation | Outcome;
export type EventType = Event['type'];
export type EventOf<T extends EventType> = Extract<Event, { type: T }>;
