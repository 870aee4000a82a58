import type { Request } from './event.js';
import type { Role } from './role.js';

/** Who may ask for what. `gate`: whoever the gate of the present stage asks; `anyone`: every person. */
export interface Authority {
  readonly who: readonly Role[] | 'gate' | 'anyone';
  /** Whether it is possible while the task is on hold. */
  readonly whileHeld: boolean;
}

export const authority: Readonly<Record<Request['type'], Authority>> = {
  TaskProposed: { who: ['manager'], whileHeld: true },
  EstimateGiven: { who: ['manager'], whileHeld: false },
  Approved: { who: 'gate', whileHeld: false },
  Rejected: { who: 'gate', whileHeld: true },
  ScenarioAdded: { who: ['manager', 'client', 'developer', 'tester', 'devops'], whileHeld: true },
  ReadyDeclared: { who: ['developer'], whileHeld: false },
  RetryRequested: { who: ['devops', 'manager'], whileHeld: false },
  SandboxRedeployRequested: { who: ['developer', 'tester', 'devops'], whileHeld: false },
  BackupRequested: { who: ['devops'], whileHeld: true },
  RollbackRequested: { who: ['devops', 'tester'], whileHeld: true },
  HoldPlaced: { who: ['manager', 'devops'], whileHeld: true },
  HoldLifted: { who: ['manager', 'devops'], whileHeld: true },
  GateOverridden: { who: ['manager', 'devops'], whileHeld: false },
  FollowupAdded: { who: ['manager', 'client'], whileHeld: true },
  VersionPartChosen: { who: ['manager'], whileHeld: true },
  TaskCancelled: { who: ['manager'], whileHeld: true },
  IssueReopened: { who: 'anyone', whileHeld: true },
  StageLabelSet: { who: ['manager'], whileHeld: false },
  ForkAllowed: { who: ['developer', 'tester', 'devops'], whileHeld: true },
  ScenariosPassed: { who: 'gate', whileHeld: false },
  ScenarioFailed: { who: 'gate', whileHeld: true },
  RejectionLifted: { who: ['manager', 'client', 'developer', 'tester', 'devops'], whileHeld: false },
  RoleDelegated: { who: ['manager'], whileHeld: true },
  DelegationWithdrawn: { who: ['manager'], whileHeld: true },
  PriorityRaised: { who: ['manager'], whileHeld: true },
  SandboxStopRequested: { who: ['developer', 'tester', 'devops'], whileHeld: true },
  SandboxStartRequested: { who: ['developer', 'tester', 'devops'], whileHeld: false },
  SandboxExtended: { who: ['developer', 'tester', 'devops'], whileHeld: true },
  SandboxPinned: { who: ['developer', 'tester', 'devops'], whileHeld: true },
};
