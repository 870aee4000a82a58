import type {
  DeliveryMatch,
  DeliveryPolicy,
  DeliveryRecord,
  Fault,
  FaultPolicy,
  GitHubOptions,
  RequestRecord,
} from '../github.js';
import type { Happened, WorkflowRunner } from './workflow-run.js';
import type { Account, AppIdentity, Installation, InstallationToken, RepositoryState } from './records.js';

/** A webhook on its way: the record of the delivery and the exact bytes that are signed and sent. */
export interface OutgoingDelivery {
  record: DeliveryRecord;
  raw: string;
}

/** The whole of the simulated GitHub: what it remembers, its clock and ids, and what tests have told it to do. */
export interface World {
  readonly options: GitHubOptions;
  readonly now: () => number;
  /** Identifiers are unique across all kinds of things. */
  readonly newId: () => number;
  readonly newGuid: () => string;
  /** Set once the server listens. */
  url: string;
  readonly accounts: Map<string, Account>;
  readonly repositories: RepositoryState[];
  readonly installations: Installation[];
  /** By value. */
  readonly tokens: Map<string, InstallationToken>;
  /** Tokens of people, for the API and for git over HTTP: token → person. */
  readonly personalTokens: Map<string, Account>;
  /** The App under test, and the App that plays continuous integration. */
  app: AppIdentity;
  ciApp: AppIdentity;
  readonly requests: RequestRecord[];
  readonly unknown: RequestRecord[];
  readonly deliveries: OutgoingDelivery[];
  readonly webhooks: {
    url: string | null;
    paused: boolean;
    held: OutgoingDelivery[];
    rules: { kind: 'drop' | 'duplicate'; match: DeliveryMatch; left: number }[];
    policy: DeliveryPolicy | null;
  };
  /** Lets the merge queues of a repository go on; the act itself would import everything that it follows from. */
  goOnWithQueues: (doer: { world: World; repository: RepositoryState; by: Account; viaApp: boolean }) => void;
  /** Who runs workflows, by repository. */
  readonly workflows: Map<number, (happened: Happened) => void>;
  readonly runners: WorkflowRunner[];
  faults: { fault: Fault; seen: number }[];
  faultPolicy: FaultPolicy | null;
  /** Requests used per installation in the hour that began at `since`. */
  readonly rates: Map<number, { used: number; since: number }>;
  /** Called after each change. */
  readonly watchers: Set<() => void>;
  /** Deliveries in flight and computations under way. */
  busy: number;
}
