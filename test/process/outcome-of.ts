import type { EventOf, Outcome } from '#process/event.js';
import type { OperationKind } from '#process/operation-kind.js';
import type { BackupRef, Product, Sha } from '#process/task.js';

/** The kind of operation that ends like this; a failed one may be any. */
export const endsOf = {
  SandboxProvisioned: 'ProvisionSandbox',
  SandboxDeployed: 'DeploySandbox',
  SandboxUnhealthy: 'DeploySandbox',
  ChangeIntegrated: 'IntegrateChange',
  IntegrationRefused: 'IntegrateChange',
  BackupsTaken: 'BackUpBoth',
  ProductionTouched: 'DeployProduction',
  ProductionDeployed: 'DeployProduction',
  ProductionUnhealthy: 'DeployProduction',
  LiveMoved: 'DeployProduction',
  WatchEnded: 'WatchProduction',
  ProductionRestored: 'RestoreProduction',
  SandboxRemoved: 'RemoveSandbox',
  Released: 'ReleaseChange',
  ChangeMerged: 'MergeChange',
  MergeAwaited: 'MergeChange',
  ChangeReverted: 'RevertChange',
  SandboxStopped: 'StopSandbox',
  SandboxStarted: 'StartSandbox',
} as const satisfies Partial<Record<Outcome['type'], OperationKind>>;

type Ended = Exclude<Outcome['type'], 'ProductionGranted'>;

/** Head and live, merged; commits are words here, so that a failing test can be read. */
const productOf = (head: Sha, live: Sha): Product => ({
  head,
  live,
  merge: `${head}+${live}`,
  tree: `tree of ${head}+${live}`,
});

/** A backup, by its id. */
export const aBackup = (id: string, commit: Sha | null = null): BackupRef => ({
  id,
  environment: 'production',
  commit,
  bytes: 1,
  sha256: '0'.repeat(64),
  at: 1,
});

interface World {
  readonly operation: string;
  readonly head: Sha;
  readonly live: Sha;
}

const makers: { readonly [T in Ended]: (world: World) => Omit<EventOf<T>, 'type' | 'operation'> } = {
  SandboxProvisioned: ({ live }) => ({ url: 'https://sandbox', commit: live, branch: 'task/1-idea' }),
  SandboxDeployed: ({ head }) => ({ url: 'https://sandbox', commit: head }),
  SandboxUnhealthy: () => ({ detail: '/: 500', log: null }),
  ChangeIntegrated: ({ head, live }) => ({ product: productOf(head, live), url: 'https://sandbox' }),
  IntegrationRefused: () => ({ why: 'conflict', detail: 'conflict', log: null }),
  BackupsTaken: ({ operation }) => ({ backups: [aBackup(operation)] }),
  ProductionTouched: ({ operation, live }) => ({ backup: aBackup(operation, live) }),
  ProductionDeployed: () => ({ url: 'https://production' }),
  ProductionUnhealthy: () => ({ detail: '/: 502', log: null }),
  LiveMoved: ({ live }) => ({ live }),
  WatchEnded: () => ({}),
  ProductionRestored: () => ({ url: 'https://production' }),
  SandboxRemoved: () => ({}),
  Released: ({ live }) => ({ tag: 'v1.0.0', sha: `merge on ${live}`, url: 'https://release' }),
  ChangeMerged: ({ head, live }) => ({
    sha: `merge of ${head}`,
    tree: productOf(head, live).tree,
    detail: '',
  }),
  MergeAwaited: () => ({ by: 'queue', said: null }),
  ChangeReverted: () => ({ revert: 13 }),
  SandboxStopped: () => ({}),
  SandboxStarted: ({ head }) => ({ url: 'https://sandbox', commit: head }),
  OperationFailed: ({ operation }) => ({
    kind: operation.split(':')[2] as OperationKind,
    why: 'it broke',
    log: null,
  }),
};

/** How this operation may have ended. */
export function outcomeOf<T extends Ended>(
  type: T,
  world: World,
  over: Partial<EventOf<T>> = {},
): Extract<Outcome, { type: T }> {
  return { type, operation: world.operation, ...makers[type](world), ...over } as Extract<
    Outcome,
    { type: T }
  >;
}
