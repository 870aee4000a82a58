import type { Gate } from './gate.js';
import type { OperationKind } from './operation-kind.js';
import type { BackupRef, Login, Product, Sha } from './task.js';
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
  /** Set when it was a button on the check. */
  readonly button?: true;
}

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
  | ({ readonly type: 'RollbackRequested'; readonly reason: string | null } & Said)
  | ({ readonly type: 'HoldPlaced'; readonly why: string | null } & Said)
  | ({ readonly type: 'HoldLifted' } & Said)
  | ({ readonly type: 'GateOverridden'; readonly gate: Gate; readonly reason: string } & Said)
  | ({ readonly type: 'FollowupAdded'; readonly text: string } & Said)
  | ({ readonly type: 'TaskCancelled'; readonly why: string | null } & Said)
  | ({ readonly type: 'IssueReopened' } & Said)
  | ({ readonly type: 'StageLabelSet'; readonly stage: Stage } & Said);

/** What was seen on GitHub; what it means is decided by comparing the task with the facts read fresh. */
export type Observation =
  /** A pull request, its checks or its reviews moved. */
  | { readonly type: 'ChangeSeen'; readonly change: number }
  /** The text moved (title, checklist), or a label was changed by somebody. */
  | { readonly type: 'IssueSeen' }
  /** The default branch moved. Counts only while a merge waits; elsewhere live is read again where it counts, in 7, 9.2.1, 9.2.4 and 11. */
  | { readonly type: 'LiveSeen'; readonly live: Sha }
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
  | ({ readonly type: 'ProductionRestored'; readonly url: string | null } & Of)
  | ({ readonly type: 'SandboxRemoved' } & Of)
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
  'TaskCancelled',
  'IssueReopened',
  'StageLabelSet',
] as const satisfies readonly Request['type'][];

export const observationTypes = [
  'ChangeSeen',
  'IssueSeen',
  'LiveSeen',
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
