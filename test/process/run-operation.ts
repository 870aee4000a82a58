import type { Decision } from '#process/decision.js';
import type { Outcome } from '#process/event.js';
import type { OperationOf } from '#process/operation.js';
import { aBackup, outcomeOf } from './outcome-of.js';
import type { Running, World } from './world.js';

type Ended = Exclude<Outcome['type'], 'ProductionGranted'>;

/** How each kind of operation may end, the good end first; a deployment to production says first that it touched it. */
const endings = {
  ProvisionSandbox: ['SandboxProvisioned', 'OperationFailed'],
  DeploySandbox: ['SandboxDeployed', 'SandboxUnhealthy', 'OperationFailed'],
  IntegrateChange: ['ChangeIntegrated', 'IntegrationRefused', 'OperationFailed'],
  BackUpBoth: ['BackupsTaken', 'OperationFailed'],
  DeployProduction: ['ProductionDeployed', 'ProductionUnhealthy', 'LiveMoved', 'OperationFailed'],
  WatchProduction: ['WatchEnded', 'ProductionUnhealthy', 'OperationFailed'],
  RestoreProduction: ['ProductionRestored', 'OperationFailed'],
  RemoveSandbox: ['SandboxRemoved', 'OperationFailed'],
  ReleaseChange: ['Released', 'LiveMoved', 'OperationFailed'],
  BackUpProduction: ['BackupsTaken', 'OperationFailed'],
  CallPeople: ['OperationFailed'],
  StopSandbox: ['SandboxStopped', 'OperationFailed'],
  StartSandbox: ['SandboxStarted', 'OperationFailed'],
} as const satisfies Record<string, readonly Ended[]>;

/** Lets a started operation tell what it came to. `choice` 0 is the good end; what the world forbids is not said. */
export function runOperation(world: World, one: Running, choice: number): Decision {
  const possible: readonly Ended[] = endings[one.operation.kind];
  const type = truly(world, one, possible[choice % possible.length] ?? possible[0] ?? 'OperationFailed');
  one.touched ||= type === 'ProductionTouched';
  one.ended = type !== 'ProductionTouched';
  return world.tells(worded(world, one, type));
}

/** What the operation can say as things are: it has looked at the world itself. */
function truly(world: World, one: Running, wanted: Ended): Ended {
  if (wanted === 'OperationFailed') return wanted;
  const { operation, touched } = one;
  if (operation.kind === 'DeployProduction') {
    if (touched) return wanted === 'LiveMoved' ? 'ProductionDeployed' : wanted;
    return operation.product.live === `live-${world.live}` ? 'ProductionTouched' : 'LiveMoved';
  }
  return operation.kind === 'ReleaseChange' ? released(world, operation) : wanted;
}

function released(world: World, { product, change }: OperationOf<'ReleaseChange'>): Ended {
  const own = world.changes.find(({ number }) => number === change);
  if (own?.head !== product.head) return 'OperationFailed';
  if (own.merged) return 'Released';
  if (!own.open) return 'OperationFailed';
  return product.live === `live-${world.live}` ? 'Released' : 'LiveMoved';
}

function worded(world: World, { operation }: Running, type: Ended): Outcome {
  const live = `live-${world.live}`;
  if (type === 'SandboxDeployed' && operation.kind === 'DeploySandbox')
    return outcomeOf(type, { operation: operation.id, head: operation.commit, live });
  if (type === 'SandboxStarted' && operation.kind === 'StartSandbox')
    return outcomeOf(type, { operation: operation.id, head: operation.commit, live });
  if (type === 'ChangeIntegrated' && operation.kind === 'IntegrateChange')
    return outcomeOf(type, { operation: operation.id, head: operation.head, live });
  if (type === 'OperationFailed')
    return { type, operation: operation.id, kind: operation.kind, why: 'it broke', log: null };
  if (type === 'ProductionTouched')
    return { type, operation: operation.id, backup: aBackup(operation.id, live) };
  return outcomeOf(type, { operation: operation.id, head: '', live });
}
