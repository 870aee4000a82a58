import type { ReasonCode } from './because.js';
import type { EffectName } from './effects.js';
import type { EventType } from './event.js';
import type { GuardName } from './guards.js';
import type { OperationKind } from './operation-kind.js';
import type { Call } from './operation.js';
import type { Role } from './role.js';
import type { Stage } from './stage.js';

/** One answer to an event. The first rule of a list whose guards all hold is the one that applies. */
export interface Rule {
  readonly to: Stage | 'stay';
  readonly because: ReasonCode;
  readonly when?: readonly GuardName[];
  readonly then?: readonly EffectName[];
  /** An operation that is started without leaving the stage: `failed`, the one that failed, once more; `deferred`, the one kept back by the hold. */
  readonly start?: Exclude<OperationKind, 'CallPeople'> | 'failed' | 'deferred';
  readonly call?: { readonly call: Call; readonly roles: readonly Role[] };
}

/** What happens on one type of event. A need that does not hold refuses the event, with the need's reason. */
export interface Answer {
  readonly needs?: readonly GuardName[];
  readonly rules: readonly Rule[];
}

export interface StageRow {
  /** The number by which people know the step. */
  readonly step: string;
  readonly title: string;
  /** Whose turn it is; `automatic` stages work by themselves, and these people are called when they fail. */
  readonly acts: readonly Role[];
  readonly automatic: boolean;
  /** The operation that starts when the stage is entered; the stage waits for its outcome. */
  readonly starts?: Exclude<OperationKind, 'CallPeople'>;
  /** People called on entering. */
  readonly calls?: { readonly call: Call; readonly roles: readonly Role[] };
  /** Tried on entering and after every event: a stage that has nothing left to wait for is left at once. */
  readonly always?: readonly Rule[];
  readonly on: Partial<Record<EventType, Answer>>;
}

const stay = (because: ReasonCode, then: readonly EffectName[] = []): Answer => ({
  rules: [{ to: 'stay', because, then }],
});

const failing = (roles: readonly Role[] = ['devops']): Answer => ({
  rules: [
    { to: 'stay', because: 'operation_failed', then: ['keepFailure'], call: { call: 'failed', roles } },
  ],
});

const retry: Answer = {
  needs: ['failed'],
  rules: [{ to: 'stay', because: 'retrying', then: ['forgetFailure'], start: 'failed' }],
};

const redeploy: Answer = {
  needs: ['sandboxStands', 'idle'],
  rules: [{ to: 'stay', because: 'sandbox_redeploying', start: 'DeploySandbox' }],
};

const sandboxServed = stay('sandbox_served', ['serveSandbox']);

/** A change that was pushed to, closed or drafted is no longer what was judged: back to step 4. */
const changeSeen: Answer = {
  rules: [
    { to: 'stay', because: 'merged_outside', when: ['mergedOutside'], then: ['holdForForeignMerge'] },
    { to: 'development', because: 'change_pushed', when: ['pushed'], then: ['voidApprovals'] },
    { to: 'development', because: 'change_closed', when: ['closed'], then: ['voidApprovals'] },
    { to: 'development', because: 'change_drafted', when: ['drafted'], then: ['voidApprovals'] },
    { to: 'stay', because: 'change_seen' },
  ],
};

const reject = (to: Stage): Answer => ({ rules: [{ to, because: 'rejected', then: ['keepRejection'] }] });

const followup = stay('followup_added', ['addFollowup']);

/** The process: one row per stage. The diagram and the stage reference in docs/ are made from it. */
export const stageTable: Readonly<Record<Stage, StageRow>> = {
  discussion: {
    step: '1',
    title: 'Discussion',
    acts: ['manager', 'client'],
    automatic: false,
    always: [{ to: 'planning', because: 'gate_passed', when: ['estimateGiven', 'gateSatisfied'] }],
    on: {
      TaskProposed: { needs: ['isNew'], rules: [{ to: 'stay', because: 'task_proposed', then: ['begin'] }] },
      EstimateGiven: {
        rules: [
          {
            to: 'stay',
            because: 'estimate_given',
            then: ['keepEstimate'],
            call: { call: 'estimate', roles: ['client'] },
          },
        ],
      },
      Approved: {
        needs: ['estimateGiven'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      Rejected: {
        needs: ['estimateGiven'],
        rules: [{ to: 'stay', because: 'estimate_withdrawn', then: ['withdrawEstimate'] }],
      },
    },
  },

  planning: {
    step: '2',
    title: 'Planning',
    acts: ['manager', 'developer', 'tester', 'devops'],
    automatic: false,
    always: [
      {
        to: 'development',
        because: 'sandbox_stands',
        when: ['gateSatisfied', 'scenariosWritten', 'sandboxStands'],
      },
      { to: 'sandbox', because: 'gate_passed', when: ['gateSatisfied', 'scenariosWritten'] },
    ],
    on: {
      EstimateGiven: {
        rules: [
          {
            to: 'discussion',
            because: 'estimate_given',
            then: ['keepEstimate'],
            call: { call: 'estimate', roles: ['client'] },
          },
        ],
      },
      Approved: {
        needs: ['scenariosWritten'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      StageLabelSet: {
        needs: ['startLabel', 'scenariosWritten'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      SandboxRedeployRequested: redeploy,
      SandboxDeployed: sandboxServed,
    },
  },

  sandbox: {
    step: '3',
    title: 'Sandbox',
    acts: ['devops'],
    automatic: true,
    starts: 'ProvisionSandbox',
    on: {
      SandboxProvisioned: {
        rules: [{ to: 'development', because: 'sandbox_ready', then: ['standSandbox'] }],
      },
    },
  },

  development: {
    step: '4',
    title: 'Development',
    acts: ['developer'],
    automatic: false,
    always: [{ to: 'testing', because: 'change_ready', when: ['changeReady', 'headNotRejected'] }],
    on: {
      ReadyDeclared: {
        needs: ['changeReady'],
        rules: [{ to: 'stay', because: 'ready_declared', then: ['forgiveHead'] }],
      },
      ChangeSeen: {
        rules: [
          { to: 'stay', because: 'merged_outside', when: ['mergedOutside'], then: ['holdForForeignMerge'] },
          { to: 'stay', because: 'change_seen' },
        ],
      },
      SandboxRedeployRequested: redeploy,
      SandboxDeployed: sandboxServed,
    },
  },

  testing: {
    step: '5',
    title: 'Testing',
    acts: ['tester'],
    automatic: false,
    starts: 'DeploySandbox',
    always: [{ to: 'integration', because: 'gate_passed', when: ['sandboxServesHead', 'gateSatisfied'] }],
    on: {
      SandboxDeployed: {
        rules: [
          {
            to: 'stay',
            because: 'sandbox_served',
            then: ['serveSandbox'],
            call: { call: 'test', roles: ['tester'] },
          },
        ],
      },
      SandboxUnhealthy: {
        rules: [
          {
            to: 'development',
            because: 'sandbox_unhealthy',
            then: ['keepReport'],
            call: { call: 'conflict', roles: ['developer'] },
          },
        ],
      },
      Approved: {
        needs: ['notOwnChange', 'reviewOfHead', 'sandboxServesHead'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      Rejected: { needs: ['reviewOfHead'], ...reject('development') },
      ChangeSeen: {
        rules: [
          ...changeSeen.rules.slice(0, -1),
          { to: 'development', because: 'checks_failed', when: ['checksFailed'] },
          { to: 'stay', because: 'change_seen' },
        ],
      },
      SandboxRedeployRequested: redeploy,
    },
  },

  integration: {
    step: '6',
    title: 'Integration',
    acts: ['devops'],
    automatic: true,
    starts: 'IntegrateChange',
    on: {
      ChangeIntegrated: {
        rules: [{ to: 'integration-testing', because: 'integrated', then: ['keepProduct'] }],
      },
      IntegrationRefused: {
        rules: [
          {
            to: 'development',
            because: 'integration_conflict',
            then: ['keepReport'],
            call: { call: 'conflict', roles: ['developer'] },
          },
        ],
      },
      ChangeSeen: changeSeen,
    },
  },

  'integration-testing': {
    step: '7',
    title: 'Integration testing',
    acts: ['tester'],
    automatic: false,
    calls: { call: 'test', roles: ['tester'] },
    always: [{ to: 'backup', because: 'gate_passed', when: ['productStands', 'gateSatisfied'] }],
    on: {
      Approved: {
        needs: ['notOwnChange', 'reviewOfHead', 'productStands'],
        rules: [
          { to: 'integration', because: 'live_moved', when: ['liveMoved'], then: ['dropProduct'] },
          { to: 'stay', because: 'approval_kept', then: ['keepApproval'] },
        ],
      },
      Rejected: { needs: ['reviewOfHead'], ...reject('development') },
      ChangeSeen: changeSeen,
      SandboxRedeployRequested: redeploy,
      SandboxDeployed: sandboxServed,
    },
  },

  backup: {
    step: '8',
    title: 'Backup',
    acts: ['devops'],
    automatic: true,
    starts: 'BackUpBoth',
    on: {
      BackupsTaken: { rules: [{ to: 'demo', because: 'backed_up', then: ['keepBackups'] }] },
      ChangeSeen: changeSeen,
    },
  },

  demo: {
    step: '9',
    title: 'Demo',
    acts: ['manager', 'client'],
    automatic: false,
    calls: { call: 'demo', roles: ['client'] },
    always: [{ to: 'deployment', because: 'gate_passed', when: ['productStands', 'gateSatisfied'] }],
    on: {
      Approved: {
        needs: ['notOwnChange', 'productStands'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      Rejected: { rules: [{ to: 'planning', because: 'rejected', then: ['keepRejection', 'nextRound'] }] },
      FollowupAdded: followup,
      ChangeSeen: changeSeen,
      SandboxRedeployRequested: redeploy,
      SandboxDeployed: sandboxServed,
    },
  },

  deployment: {
    step: '9.2.1',
    title: 'Deployment',
    acts: ['devops'],
    automatic: true,
    on: {
      ProductionGranted: {
        rules: [
          { to: 'stay', because: 'production_granted', then: ['holdProduction'], start: 'DeployProduction' },
        ],
      },
      LiveMoved: { rules: [{ to: 'integration', because: 'live_moved', then: ['dropProduct'] }] },
      ProductionTouched: {
        rules: [{ to: 'stay', because: 'production_touched', then: ['touchProduction'] }],
      },
      ProductionDeployed: {
        rules: [{ to: 'production-testing', because: 'production_healthy', then: ['serveProduction'] }],
      },
      ProductionUnhealthy: {
        rules: [{ to: 'rollback', because: 'production_unhealthy', then: ['planRollback'] }],
      },
      RollbackRequested: {
        needs: ['touchedProduction'],
        rules: [{ to: 'rollback', because: 'rollback_requested', then: ['planRollback'] }],
      },
      FollowupAdded: followup,
      ChangeSeen: changeSeen,
    },
  },

  'production-testing': {
    step: '9.2.2',
    title: 'Production testing',
    acts: ['tester'],
    automatic: false,
    starts: 'WatchProduction',
    calls: { call: 'production-test', roles: ['tester'] },
    always: [{ to: 'final-demo', because: 'gate_passed', when: ['gateSatisfied'] }],
    on: {
      Approved: {
        needs: ['notOwnChange'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      Rejected: { rules: [{ to: 'rollback', because: 'rejected', then: ['planRollback'] }] },
      RollbackRequested: {
        rules: [{ to: 'rollback', because: 'rollback_requested', then: ['planRollback'] }],
      },
      ProductionUnhealthy: {
        rules: [{ to: 'rollback', because: 'production_unhealthy', then: ['planRollback'] }],
      },
      WatchEnded: stay('watch_ended', ['endWatch']),
      FollowupAdded: followup,
    },
  },

  rollback: {
    step: '9.2.3',
    title: 'Rollback',
    acts: ['devops'],
    automatic: true,
    starts: 'RestoreProduction',
    on: {
      ProductionRestored: {
        rules: [
          {
            to: 'planning',
            because: 'production_restored',
            when: ['thenPlanning'],
            then: ['finishRollback', 'nextRound'],
            call: { call: 'rolled-back', roles: ['devops', 'developer'] },
          },
          {
            to: 'teardown',
            because: 'production_restored',
            when: ['thenCancelled'],
            then: ['finishRollback'],
          },
          {
            to: 'development',
            because: 'production_restored',
            when: ['thenDevelopment'],
            then: ['finishRollback', 'voidApprovals'],
            call: { call: 'rolled-back', roles: ['devops', 'developer'] },
          },
        ],
      },
      OperationFailed: failing(['devops', 'manager']),
    },
  },

  'final-demo': {
    step: '9.2.4',
    title: 'Final demo',
    acts: ['manager', 'client'],
    automatic: false,
    calls: { call: 'final-demo', roles: ['client'] },
    always: [{ to: 'teardown', because: 'gate_passed', when: ['gateSatisfied'] }],
    on: {
      Approved: {
        needs: ['notOwnChange'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval', 'keepFeedback'] }],
      },
      Rejected: { rules: [{ to: 'rollback', because: 'rejected', then: ['planRollbackForRework'] }] },
      RollbackRequested: {
        rules: [{ to: 'rollback', because: 'rollback_requested', then: ['planRollback'] }],
      },
      ProductionUnhealthy: {
        rules: [{ to: 'rollback', because: 'production_unhealthy', then: ['planRollback'] }],
      },
      WatchEnded: stay('watch_ended', ['endWatch']),
      FollowupAdded: followup,
    },
  },

  teardown: {
    step: '10',
    title: 'Teardown',
    acts: ['devops'],
    automatic: true,
    starts: 'RemoveSandbox',
    always: [{ to: 'cancelled', because: 'cancelled', when: ['windingDown', 'sandboxGone'] }],
    on: {
      SandboxRemoved: {
        rules: [
          { to: 'cancelled', because: 'sandbox_removed', when: ['windingDown'], then: ['dropSandbox'] },
          { to: 'release', because: 'sandbox_removed', then: ['dropSandbox'] },
        ],
      },
    },
  },

  release: {
    step: '11',
    title: 'Release',
    acts: ['manager'],
    automatic: true,
    starts: 'ReleaseChange',
    on: {
      Released: { rules: [{ to: 'released', because: 'released', then: ['keepRelease'] }] },
      LiveMoved: { rules: [{ to: 'sandbox', because: 'live_moved', then: ['dropProduct'] }] },
      OperationFailed: failing(['manager', 'devops']),
    },
  },

  released: { step: '11', title: 'Released', acts: [], automatic: false, on: {} },

  cancelled: {
    step: '–',
    title: 'Cancelled',
    acts: [],
    automatic: false,
    on: { IssueReopened: { rules: [{ to: 'planning', because: 'reopened', then: ['uncancel'] }] } },
  },
};

/** Answers that are the same in every stage but the two where a task rests; a stage's own answer goes first. */
export const anywhere: Partial<Record<EventType, Answer>> = {
  TaskProposed: { needs: ['isNew'], rules: [] },
  ScenarioAdded: stay('scenario_added', ['addScenario']),
  HoldPlaced: { needs: ['notHeld'], rules: [{ to: 'stay', because: 'held', then: ['hold'] }] },
  HoldLifted: {
    needs: ['held'],
    rules: [{ to: 'stay', because: 'unheld', then: ['unhold'], start: 'deferred' }],
  },
  GateOverridden: {
    needs: ['overrideOfThisGate'],
    rules: [
      { to: 'stay', because: 'override_complete', when: ['overrideSeconded'], then: ['completeOverride'] },
      { to: 'stay', because: 'override_begun', then: ['beginOverride'] },
    ],
  },
  BackupRequested: { rules: [{ to: 'stay', because: 'backing_up', start: 'BackUpProduction' }] },
  BackupsTaken: stay('backup_stored', ['keepBackups']),
  OperationFailed: failing(),
  RetryRequested: retry,
  TaskCancelled: {
    rules: [
      {
        to: 'rollback',
        because: 'cancelled',
        when: ['touchedProduction'],
        then: ['cancel', 'planRollbackForCancel'],
      },
      { to: 'teardown', because: 'cancelled', then: ['cancel'] },
    ],
  },
  ChangeSeen: stay('change_seen'),
  IssueSeen: stay('issue_seen'),
};
