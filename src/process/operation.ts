import type { OperationKind } from './operation-kind.js';
import type { BackupRef, Product, Sha } from './task.js';
import type { Role } from './role.js';

/** What the world may be asked to do on a task's behalf. Each is done once, however often it is tried. */
export type Operation =
  | { readonly kind: 'ProvisionSandbox'; readonly sandbox: string; readonly title: string }
  | { readonly kind: 'DeploySandbox'; readonly sandbox: string; readonly commit: Sha }
  | {
      readonly kind: 'IntegrateChange';
      readonly sandbox: string;
      readonly change: number;
      readonly head: Sha;
    }
  | { readonly kind: 'BackUpBoth'; readonly sandbox: string; readonly product: Product }
  | { readonly kind: 'DeployProduction'; readonly product: Product; readonly change: number }
  | { readonly kind: 'WatchProduction'; readonly commit: Sha; readonly watchMs: number }
  /** `backup` null: production was not touched yet, only the change was merged. */
  | { readonly kind: 'RestoreProduction'; readonly backup: BackupRef | null }
  | { readonly kind: 'RemoveSandbox'; readonly sandbox: string }
  | ({ readonly kind: 'ReleaseChange' } & Merge)
  | ({ readonly kind: 'MergeChange' } & Merge)
  | { readonly kind: 'RevertChange'; readonly change: number; readonly merge: Sha }
  | { readonly kind: 'BackUpProduction' }
  | { readonly kind: 'CallPeople'; readonly call: Call; readonly roles: readonly Role[] }
  | { readonly kind: 'StopSandbox'; readonly sandbox: string; readonly commit: Sha }
  | { readonly kind: 'StartSandbox'; readonly sandbox: string; readonly commit: Sha };

interface Merge {
  readonly product: Product;
  readonly change: number;
  /** It was in the merge queue, and is looked at again: it left the queue, merged or not. */
  readonly wasQueued?: true;
}

/** Why people are called: each has its own words. */
export type Call =
  | 'estimate'
  | 'plan'
  | 'test'
  | 'conflict'
  | 'demo'
  | 'production-test'
  | 'rolled-back'
  | 'final-demo'
  | 'failed'
  | 'merge'
  | 'merged-outside'
  | 'reminder'
  | 'expired'
  | 'rework'
  | 'develop'
  | 'sandbox-ending';

/** An operation with its idempotency key: `<task key>:<journal number>:<kind>`. */
export type Numbered<O extends Operation = Operation> = O & { readonly id: string };

/** Narrows {@link Operation} to one kind. */
export type OperationOf<K extends OperationKind> = Extract<Operation, { kind: K }>;
