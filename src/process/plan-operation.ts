import type { OperationKind } from './operation-kind.js';
import type { Operation, OperationOf } from './operation.js';
import type { Rules } from './rules.js';
import { sandboxName } from './sandbox-name.js';
import type { Task } from './task.js';

type Planned = Exclude<OperationKind, 'CallPeople'>;

const sandboxOf = (task: Task): string => task.sandbox?.name ?? sandboxName(task);

/** At step 5 the sandbox serves the head, later the integrated product, before that what it was made of. */
function commitOfSandbox(task: Task): string | null {
  if (task.stage === 'testing') return task.change?.head ?? null;
  return task.product?.merge ?? task.sandbox?.commit ?? null;
}

function mergeOf<K extends 'ReleaseChange' | 'MergeChange'>(kind: K, { product, change, merging }: Task) {
  if (product === null || change === null) return null;
  const wasQueued = merging?.by === 'queue' ? { wasQueued: true as const } : {};
  return { kind, product, change: change.number, ...wasQueued };
}

/** Stopped and started as it stands: no other commit comes to it. */
const asItStands = <Kind extends 'StopSandbox' | 'StartSandbox'>(kind: Kind, task: Task) =>
  task.sandbox?.commit ? { kind, sandbox: task.sandbox.name, commit: task.sandbox.commit } : null;

const plans: { readonly [Kind in Planned]: (task: Task, rules: Rules) => OperationOf<Kind> | null } = {
  ProvisionSandbox: (task) => ({ kind: 'ProvisionSandbox', sandbox: sandboxOf(task), title: task.title }),
  DeploySandbox: (task) => {
    const commit = commitOfSandbox(task);
    return commit === null ? null : { kind: 'DeploySandbox', sandbox: sandboxOf(task), commit };
  },
  IntegrateChange: (task) =>
    task.change && {
      kind: 'IntegrateChange',
      sandbox: sandboxOf(task),
      change: task.change.number,
      head: task.change.head,
    },
  BackUpBoth: (task) =>
    task.product && { kind: 'BackUpBoth', sandbox: sandboxOf(task), product: task.product },
  DeployProduction: ({ product, change }) =>
    product && change && { kind: 'DeployProduction', product, change: change.number },
  WatchProduction: ({ production }, { watchMs }) =>
    production?.product ? { kind: 'WatchProduction', commit: production.product.merge, watchMs } : null,
  RestoreProduction: ({ production, merge }) =>
    production !== null && (production.backup !== null || merge !== null)
      ? { kind: 'RestoreProduction', backup: production.backup }
      : null,
  RemoveSandbox: (task) => ({ kind: 'RemoveSandbox', sandbox: sandboxOf(task) }),
  ReleaseChange: (task) => mergeOf('ReleaseChange', task),
  MergeChange: (task) => mergeOf('MergeChange', task),
  RevertChange: ({ change, merge }) =>
    change && merge !== null ? { kind: 'RevertChange', change: change.number, merge } : null,
  BackUpProduction: () => ({ kind: 'BackUpProduction' }),
  StopSandbox: (task) => asItStands('StopSandbox', task),
  StartSandbox: (task) => asItStands('StartSandbox', task),
};

/** What exactly an operation of this kind has to do for the task as it stands; `null` when the task lacks what it needs. */
export function planOperation(kind: Planned, task: Task, rules: Rules): Operation | null {
  return plans[kind](task, rules);
}
