/** The names of the operations, see `operation.ts`. */
export const operationKinds = [
  'ProvisionSandbox',
  'DeploySandbox',
  'IntegrateChange',
  'BackUpBoth',
  'DeployProduction',
  'WatchProduction',
  'RestoreProduction',
  'RemoveSandbox',
  'ReleaseChange',
  'BackUpProduction',
  'CallPeople',
  'MergeChange',
  'RevertChange',
  'StopSandbox',
  'StartSandbox',
] as const;

export type OperationKind = (typeof operationKinds)[number];
