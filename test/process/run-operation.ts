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
  ReleaseChange: ['Released', 'LiveMoved', 'MergeAwaited', 'OperationFailed'],
  MergeChange: ['ChangeMerged', 'MergeAwaited', 'LiveMoved', 'OperationFailed'],
  RevertChange: ['ChangeReverted', 'OperationFailed'],
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
    const approved = world.task.merge !== null || operation.product.live === `live-${world.live}`;
    return approved ? 'ProductionTouched' : 'LiveMoved';
  }
  if (operation.kind === 'ReleaseChange') return merged(world, operation, { wanted, good: 'Released' });
  if (operation.kind === 'MergeChange') return merged(world, operation, { wanted, good: 'ChangeMerged' });
  return wanted;
}

function merged(
  world: World,
  { product, change, wasQueued }: OperationOf<'ReleaseChange' | 'MergeChange'>,
  { wanted, good }: { wanted: Ended; good: Ended },
): Ended {
  const own = world.changes.find(({ number }) => number === change);
  if (own?.head !== product.head) return 'OperationFailed';
  if (own.merged) return good;
  if (!own.open) return 'OperationFailed';
  if (product.live !== `live-${world.live}`) return 'LiveMoved';
  if (wanted === 'MergeAwaited') return wanted;
  if (wasQueued === true) return world.queued ? 'MergeAwaited' : 'OperationFailed';
  world.mergesAsAllowed();
  return good;
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
  if (type === 'MergeAwaited' || type === 'ChangeMerged') return wordedMerge(world, operation, type);
  if (type === 'ProductionTouched')
    return { type, operation: operation.id, backup: aBackup(operation.id, live) };
  return outcomeOf(type, { operation: operation.id, head: '', live });
}

function wordedMerge(
  world: World,
  operation: Running['operation'],
  type: 'MergeAwaited' | 'ChangeMerged',
): Outcome {
  if (type === 'MergeAwaited') {
    const by = world.heads % 2 === 0 ? 'queue' : 'people';
    world.queued = by === 'queue';
    return { type, operation: operation.id, by, said: null };
  }
  if (operation.kind !== 'MergeChange') throw new Error(`${operation.kind} merges nothing first`);
  const { merge, tree } = operation.product;
  return { type, operation: operation.id, sha: `merged ${merge}`, tree, detail: '' };
}
