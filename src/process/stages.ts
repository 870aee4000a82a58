import type { ReasonCode } from './because.js';
import type { ProductionMove } from './decision.js';
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
  /** An operation that is started beside what the stage starts on entering: `failed`, the one that failed, once more; `deferred`, the one kept back by the hold. */
  readonly start?: Exclude<OperationKind, 'CallPeople'> | 'failed' | 'deferred';
  /** What becomes of production, where it does not follow from the stage. */
  readonly production?: ProductionMove;
  /**
   * People called. `gate`: those whom the gate still waits for; `overdue`: with the last reminder, whoever else the rules name
   * too; `again`: as the stage does on entering.
   */
  readonly call?: { readonly call: Call; readonly roles: readonly Role[] | 'gate' | 'overdue' } | 'again';
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
  /** How those whom the gate waits for are called on entering; where an operation starts first, when it is done. */
  readonly calls?: Call;
  /** Tried on entering and after every event: a stage that has nothing left to wait for is left at once. */
  readonly always?: readonly Rule[];
  readonly on: Partial<Record<EventType, Answer>>;
}

const stay = (because: ReasonCode, then: readonly EffectName[] = []): Answer => ({
  rules: [{ to: 'stay', because, then }],
});

/** The stage waits for `/retry`; a backup that failed beside it only has to be heard of. */
const failing = (roles: readonly Role[] = ['devops']): readonly Rule[] => [
  {
    to: 'stay',
    because: 'operation_failed',
    when: ['besideStage'],
    call: { call: 'failed', roles: ['devops'] },
  },
  { to: 'stay', because: 'operation_failed', then: ['keepFailure'], call: { call: 'failed', roles } },
];

const develop = { call: 'develop', roles: ['developer'] } as const;

const unhold: Rule = { to: 'stay', because: 'unheld', then: ['unhold'], start: 'deferred', call: 'again' };

/** A manager lifts the hold that came with a merge past Greenlight, and accepts the merge by it. */
const acceptMerge: Rule = { ...unhold, because: 'merge_accepted', when: ['mergeHeld'] };
/** Said where the task itself is not on hold. */
const liftProduction: Rule = { to: 'stay', because: 'production_unheld', production: 'unhold' };

const retry: Rule = { to: 'stay', because: 'retrying', then: ['forgetFailure'], start: 'failed' };

/** The sandbox's time is nearly up, or up. Stopped is all that it is then: its data go with the task. */
const sandboxTimes: readonly Rule[] = [
  {
    to: 'stay',
    because: 'sandbox_ending',
    when: ['warningDue'],
    then: ['warnOfSandboxEnd'],
    call: { call: 'sandbox-ending', roles: ['developer'] },
  },
  {
    to: 'stay',
    because: 'sandbox_stopping',
    when: ['sandboxTimeUp'],
    then: ['stopSandboxInTime'],
    start: 'StopSandbox',
  },
];

/** How long the sandbox runs can be said as long as there is one. */
const sandboxKept: StageRow['on'] = {
  SandboxExtended: {
    needs: ['sandboxStands', 'sandboxHasEnd', 'sandboxRuns'],
    rules: [{ to: 'stay', because: 'sandbox_extended', then: ['extendSandbox'] }],
  },
  SandboxPinned: {
    needs: ['sandboxStands', 'sandboxHasEnd', 'sandboxRuns'],
    rules: [{ to: 'stay', because: 'sandbox_pinned', then: ['pinSandbox'] }],
  },
};

/** While Greenlight works in the sandbox nobody stops or starts it; the reason says what it does. */
const sandboxAtWork: StageRow['on'] = {
  SandboxStopRequested: { needs: ['idle'], rules: [] },
  SandboxStartRequested: { needs: ['idle'], rules: [] },
  ...sandboxKept,
};

/** Where people look at the sandbox it may be deployed again; when it does not come up then, that is not the change's fault. */
const sandboxInUse: StageRow['on'] = {
  SandboxRedeployRequested: {
    needs: ['sandboxStands', 'idle'],
    rules: [{ to: 'stay', because: 'sandbox_redeploying', then: ['forgetFailure'], start: 'DeploySandbox' }],
  },
  SandboxStopRequested: {
    needs: ['sandboxStands', 'sandboxRuns', 'sandboxCanStop', 'idle', 'nothingDeferred', 'nothingElseFailed'],
    rules: [
      {
        to: 'stay',
        because: 'sandbox_stopping',
        then: ['stopSandbox', 'forgetFailure'],
        start: 'StopSandbox',
      },
    ],
  },
  SandboxStopped: stay('sandbox_stopped', ['endStop']),
  SandboxStartRequested: {
    needs: ['sandboxStands', 'sandboxStopped', 'idle', 'nothingElseFailed'],
    rules: [{ to: 'stay', because: 'sandbox_starting', then: ['forgetFailure'], start: 'StartSandbox' }],
  },
  SandboxStarted: stay('sandbox_started', ['wakeSandbox']),
  ...sandboxKept,
  SandboxDeployed: stay('sandbox_served', ['serveSandbox']),
  SandboxUnhealthy: {
    rules: [
      {
        to: 'stay',
        because: 'sandbox_unhealthy',
        then: ['keepUnhealthySandbox'],
        call: { call: 'failed', roles: ['devops'] },
      },
    ],
  },
};

const callManager: Rule['call'] = { call: 'merged-outside', roles: ['manager'] };

/** A merge that Greenlight did not make stops the task, and a manager is called. */
const mergedOutside: Rule = {
  to: 'stay',
  because: 'merged_outside',
  when: ['mergedOutside'],
  then: ['holdForForeignMerge'],
  call: callManager,
};

/** Whoever closes a pull request that is its own task ends the task. */
const ownChangeClosed: readonly Rule[] = [
  {
    to: 'rollback',
    because: 'cancelled',
    when: ['ownChangeClosed', 'touchedProduction'],
    then: ['cancelClosed', 'planRollbackForCancel'],
  },
  { to: 'teardown', because: 'cancelled', when: ['ownChangeClosed'], then: ['cancelClosed'] },
];

/** A change that was merged, pushed to, closed or drafted is no longer what was judged: back to step 4. */
const judgedChange: readonly Rule[] = [
  {
    to: 'development',
    because: 'merged_outside',
    when: ['mergedOutside', 'notShipping'],
    then: ['holdForForeignMerge', 'voidApprovals'],
    call: callManager,
  },
  mergedOutside,
  ...ownChangeClosed,
  { to: 'development', because: 'change_pushed', when: ['pushed'], then: ['voidApprovals'] },
  { to: 'development', because: 'change_retargeted', when: ['retargeted'], then: ['voidApprovals'] },
  { to: 'development', because: 'change_closed', when: ['closed'], then: ['voidApprovals'] },
  { to: 'development', because: 'change_drafted', when: ['drafted'], then: ['voidApprovals'] },
  { to: 'development', because: 'checks_failed', when: ['followedFails'], then: ['voidApprovals'] },
];

/** A push of the same content takes nothing back where the joined work stays the same; else the work is joined anew. */
const sameWork: readonly Rule[] = [
  { to: 'stay', because: 'change_followed', when: ['sameProduct'], then: ['followHead'] },
  { to: 'integration', because: 'change_followed', when: ['sameTree'], then: ['followHead', 'dropProduct'] },
];

const changeSeen: Rule = { to: 'stay', because: 'change_seen' };

/** Back to the developer with the report, which stands where a person's words would. */
const sendBack = (because: ReasonCode, when: readonly GuardName[] = []): Rule => ({
  to: 'development',
  because,
  when,
  then: ['keepRejection', 'rejectHead'],
  call: { call: 'conflict', roles: ['developer'] },
});

const rejectToDevelopment: Rule = {
  to: 'development',
  because: 'rejected',
  then: ['keepRejection', 'rejectHead', 'dropProduct'],
};

/** What is said on the pull request, its author hears from GitHub. */
const rejectedByTester: Answer = {
  needs: ['reviewOfHead', 'reasonGiven'],
  rules: [
    { ...rejectToDevelopment, when: ['saidOnChange'] },
    { ...rejectToDevelopment, call: { call: 'rework', roles: ['developer'] } },
  ],
};

const rollBack = (because: ReasonCode, then: readonly EffectName[] = []): Rule => ({
  to: 'rollback',
  because,
  then: ['planRollback', ...then],
});

const cancelWithRollback: Rule = {
  to: 'rollback',
  because: 'cancelled',
  when: ['touchedProduction'],
  then: ['cancel', 'planRollbackForCancel'],
};

/** Merged, and not deployed yet: there is nothing to restore, but something to revert. */
const cancelWithRevert: Rule = { ...cancelWithRollback, when: ['merged'] };

/** A second word to the same effect. */
const alreadyCancelled: Rule = { to: 'stay', because: 'cancelled', when: ['windingDown'] };

/** The task goes on where it has an agreement to go on with. */
const reopen = (then: readonly EffectName[] = []): readonly Rule[] => [
  {
    to: 'planning',
    because: 'reopened',
    when: ['windingDown', 'estimateAgreed'],
    then: ['uncancel', ...then],
  },
  { to: 'discussion', because: 'reopened', when: ['windingDown'], then: ['uncancel', ...then] },
];

/** Where the task goes when production, and the default branch where it was merged first, are as they were. */
function rolledBack(because: ReasonCode, first: readonly EffectName[] = []): readonly Rule[] {
  const to = (stage: Stage, then: readonly EffectName[], when: readonly GuardName[] = []): Rule => ({
    to: stage,
    because,
    when,
    then: ['finishRollback', ...first, ...then],
    call: { call: 'rolled-back', roles: ['devops', 'developer'] },
  });
  return [
    { to: 'teardown', because, when: ['windingDown'], then: ['finishRollback', ...first] },
    to('planning', ['uncancel'], ['thenCancelled']),
    to('planning', ['nextRound'], ['thenPlanning']),
    to('development', ['voidApprovals'], ['sandboxStands']),
    to('sandbox', ['voidApprovals', 'loseSandbox']),
  ];
}

/** The merge is made by somebody else: the merge queue, or people, who are called. */
const mergeAwaited: Answer = {
  rules: [
    { to: 'teardown', because: 'cancelled', when: ['windingDown'] },
    {
      to: 'stay',
      because: 'merge_awaited',
      when: ['mergeIsForPeople'],
      then: ['awaitMerge'],
      call: { call: 'merge', roles: ['manager', 'devops'] },
    },
    { to: 'stay', because: 'merge_awaited', then: ['awaitMerge'] },
  ],
};

/** Somebody else has merged, or the queue has let go: the operation that wanted the merge looks again. */
const lookAtMerge = (start: 'MergeChange' | 'ReleaseChange'): readonly Rule[] => [
  { to: 'stay', because: 'merge_settled', when: ['mergeSettled'], start },
  { to: 'stay', because: 'change_seen', when: ['mergedAsAllowed'] },
];

/** What is to be merged was approved on another live version. */
const liveMovedMeanwhile = (start: 'MergeChange' | 'ReleaseChange'): Answer => ({
  rules: [{ to: 'stay', because: 'live_moved', when: ['mergeWaits', 'liveMoved'], start }],
});

const tryMergeAgain = (start: 'MergeChange' | 'ReleaseChange'): Answer => ({
  needs: ['failedOrWaiting', 'idle'],
  rules: [{ to: 'stay', because: 'retrying', when: ['mergeWaits'], start }, retry],
});

const followup = stay('followup_added', ['addFollowup']);

/** What the tester says of single scenarios, where what they look at is there. */
const scenariosJudged = (needs: readonly GuardName[]): StageRow['on'] => ({
  ScenariosPassed: {
    needs: ['notOwnChange', ...needs, 'scenarioKnown', 'notFailedByAnother'],
    rules: [{ to: 'stay', because: 'scenarios_passed', then: ['keepPasses'] }],
  },
  ScenarioFailed: {
    needs: [...needs, 'scenarioKnown'],
    rules: [{ to: 'stay', because: 'scenario_failed', then: ['keepFail'] }],
  },
});

/** The process: one row per stage. The diagram and the stage reference in docs/ are made from it. */
export const stageTable: Readonly<Record<Stage, StageRow>> = {
  discussion: {
    step: '1',
    title: 'Discussion',
    acts: ['manager', 'client'],
    automatic: false,
    always: [
      { to: 'planning', because: 'gate_passed', when: ['nobodyAsked'] },
      {
        to: 'planning',
        because: 'gate_passed',
        when: ['estimateGiven', 'gateSatisfied'],
        then: ['agreeEstimate'],
      },
    ],
    on: {
      TaskProposed: { needs: ['isNew'], rules: [{ to: 'stay', because: 'task_proposed', then: ['begin'] }] },
      ChangeSeen: {
        rules: [
          { to: 'development', because: 'change_adopted', when: ['adoptable'], then: ['begin'] },
          mergedOutside,
          changeSeen,
        ],
      },
      HoldLifted: {
        needs: ['liftable', 'mayAcceptMerge'],
        rules: [
          { ...unhold, when: ['onHold', 'estimateGiven'], call: { call: 'estimate', roles: 'gate' } },
          { ...unhold, when: ['onHold'] },
          liftProduction,
        ],
      },
      EstimateGiven: {
        rules: [
          {
            to: 'stay',
            because: 'estimate_given',
            then: ['keepEstimate'],
            call: { call: 'estimate', roles: 'gate' },
          },
        ],
      },
      Approved: {
        needs: ['estimateGiven'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      Rejected: {
        needs: ['estimateGiven', 'reasonGiven'],
        rules: [{ to: 'stay', because: 'estimate_withdrawn', then: ['withdrawEstimate', 'keepRejection'] }],
      },
    },
  },

  planning: {
    step: '2',
    title: 'Planning',
    acts: ['manager', 'developer', 'tester', 'devops'],
    automatic: false,
    calls: 'plan',
    always: [
      {
        to: 'development',
        because: 'sandbox_stands',
        when: ['gateSatisfied', 'scenariosWritten', 'sandboxStands'],
        call: develop,
      },
      {
        to: 'sandbox',
        because: 'gate_passed',
        when: ['gateSatisfied', 'scenariosWritten'],
        then: ['loseSandbox'],
      },
    ],
    on: {
      EstimateGiven: {
        rules: [
          {
            to: 'discussion',
            because: 'estimate_given',
            then: ['keepEstimate'],
            call: { call: 'estimate', roles: 'gate' },
          },
        ],
      },
      Approved: {
        needs: ['scenariosWritten', 'nothingStands'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      // Nothing is there that could be sent back, so the no stands until it is taken back.
      Rejected: {
        needs: ['reasonGiven'],
        rules: [{ to: 'stay', because: 'rejected', then: ['keepRejection', 'keepObjection'] }],
      },
      StageLabelSet: {
        needs: ['startLabel', 'scenariosWritten', 'nothingStands'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      ...sandboxInUse,
    },
  },

  sandbox: {
    step: '3',
    title: 'Sandbox',
    acts: ['devops'],
    automatic: true,
    starts: 'ProvisionSandbox',
    on: {
      ...sandboxAtWork,
      SandboxProvisioned: {
        rules: [
          // Made anew because live moved before the release: the head was tested, what is missing is step 6.
          {
            to: 'integration',
            because: 'sandbox_ready',
            when: ['headUnmoved', 'headTested'],
            then: ['standSandbox'],
          },
          { to: 'development', because: 'sandbox_ready', then: ['standSandbox'], call: develop },
        ],
      },
    },
  },

  development: {
    step: '4',
    title: 'Development',
    acts: ['developer'],
    automatic: false,
    always: [
      // An adopted pull request gets its sandbox when there is something to put into it.
      {
        to: 'sandbox',
        because: 'change_ready',
        when: ['changeReady', 'headNotRejected', 'headNotBanned', 'forkAllowed', 'sandboxMissing'],
        then: ['loseSandbox'],
      },
      {
        to: 'testing',
        because: 'change_ready',
        when: ['changeReady', 'headNotRejected', 'headNotBanned', 'forkAllowed'],
      },
    ],
    on: {
      ReadyDeclared: {
        needs: ['changeReady', 'headNotBanned'],
        rules: [{ to: 'stay', because: 'ready_declared', then: ['forgiveHead'] }],
      },
      ...sandboxInUse,
    },
  },

  testing: {
    step: '5',
    title: 'Testing',
    acts: ['tester'],
    automatic: false,
    starts: 'DeploySandbox',
    calls: 'test',
    always: [
      {
        to: 'integration',
        because: 'gate_passed',
        when: ['sandboxRuns', 'sandboxServesHead', 'gateSatisfied', 'headChecked'],
      },
    ],
    on: {
      ...sandboxInUse,
      SandboxDeployed: {
        rules: [{ to: 'stay', because: 'sandbox_served', then: ['serveSandbox'], call: 'again' }],
      },
      SandboxUnhealthy: { rules: [sendBack('sandbox_unhealthy')] },
      ...scenariosJudged(['reviewOfHead', 'sandboxRuns', 'sandboxServesHead']),
      Approved: {
        needs: ['notOwnChange', 'reviewOfHead', 'sandboxRuns', 'sandboxServesHead', 'scenariosPassed'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      Rejected: rejectedByTester,
      ChangeSeen: {
        rules: [
          {
            to: 'stay',
            because: 'change_followed',
            when: ['sameTree', 'headServed'],
            then: ['followHead'],
          },
          { to: 'testing', because: 'change_followed', when: ['sameTree'], then: ['followHead'] },
          ...judgedChange,
          { to: 'development', because: 'checks_failed', when: ['checksFailed'] },
          changeSeen,
        ],
      },
    },
  },

  integration: {
    step: '6',
    title: 'Integration',
    acts: ['devops'],
    automatic: true,
    starts: 'IntegrateChange',
    on: {
      ...sandboxAtWork,
      ChangeIntegrated: {
        rules: [{ to: 'integration-testing', because: 'integrated', then: ['keepProduct'] }],
      },
      IntegrationRefused: {
        rules: [sendBack('integration_conflict', ['conflicted']), sendBack('integration_unhealthy')],
      },
      ChangeSeen: { rules: [...sameWork, ...judgedChange, changeSeen] },
    },
  },

  'integration-testing': {
    step: '7',
    title: 'Integration testing',
    acts: ['tester'],
    automatic: false,
    calls: 'test',
    always: [
      { to: 'backup', because: 'gate_passed', when: ['sandboxRuns', 'productStands', 'gateSatisfied'] },
    ],
    on: {
      ...scenariosJudged(['reviewOfHead', 'sandboxRuns', 'productStands']),
      Approved: {
        needs: ['notOwnChange', 'reviewOfHead', 'sandboxRuns', 'productStands', 'scenariosPassed'],
        rules: [
          {
            to: 'integration',
            because: 'live_moved',
            when: ['liveMoved'],
            then: ['keepApproval', 'dropProduct'],
          },
          { to: 'stay', because: 'approval_kept', then: ['keepApproval'] },
        ],
      },
      Rejected: rejectedByTester,
      ChangeSeen: { rules: [...sameWork, ...judgedChange, changeSeen] },
      ...sandboxInUse,
    },
  },

  backup: {
    step: '8',
    title: 'Backup',
    acts: ['devops'],
    automatic: true,
    starts: 'BackUpBoth',
    on: {
      ...sandboxAtWork,
      BackupsTaken: {
        rules: [
          { to: 'demo', because: 'backed_up', when: ['awaited'], then: ['keepBackups'] },
          { to: 'stay', because: 'backup_stored', then: ['keepBackups'] },
        ],
      },
      ChangeSeen: { rules: [...sameWork, ...judgedChange, changeSeen] },
    },
  },

  demo: {
    step: '9',
    title: 'Demo',
    acts: ['manager', 'client'],
    automatic: false,
    calls: 'demo',
    always: [
      // Integrated anew with production still in hand: there is nothing to queue for.
      {
        to: 'deployment',
        because: 'gate_passed',
        when: ['sandboxRuns', 'productStands', 'gateSatisfied', 'headChecked', 'holdsProduction'],
        start: 'DeployProduction',
      },
      {
        to: 'deployment',
        because: 'gate_passed',
        when: ['sandboxRuns', 'productStands', 'gateSatisfied', 'headChecked'],
      },
    ],
    on: {
      Approved: {
        needs: ['notOwnChange', 'sandboxRuns', 'productStands'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      Rejected: {
        needs: ['reasonGiven'],
        rules: [{ to: 'planning', because: 'rejected', then: ['keepRejection', 'rejectHead', 'nextRound'] }],
      },
      FollowupAdded: followup,
      ChangeSeen: { rules: [...sameWork, ...judgedChange, changeSeen] },
      ...sandboxInUse,
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
          // A head that took another's place has not been checked yet: it queues again when it is.
          { to: 'demo', because: 'change_not_ready', when: ['headUnchecked'] },
          // It was rolled back meanwhile, as part of another task.
          {
            to: 'development',
            because: 'commit_banned',
            when: ['productBanned'],
            then: ['rejectHead', 'voidApprovals'],
          },
          { to: 'stay', because: 'production_frozen', when: ['frozen'], production: 'requeue' },
          // merge-then-deploy: the change is merged here, and its merge is what goes live.
          {
            to: 'stay',
            because: 'production_granted',
            when: ['mergesFirst'],
            then: ['holdProduction', 'allowMerge'],
            start: 'MergeChange',
          },
          { to: 'stay', because: 'production_granted', then: ['holdProduction'], start: 'DeployProduction' },
        ],
      },
      ChangeMerged: {
        rules: [
          {
            ...rollBack('merged_another_tree'),
            when: ['anotherTree', 'notWindingDown'],
            then: ['keepMerge', 'planRollback'],
          },
          {
            to: 'rollback',
            because: 'cancelled',
            when: ['windingDown'],
            then: ['keepMerge', 'planRollbackForCancel'],
          },
          { to: 'stay', because: 'change_merged', then: ['keepMerge'], start: 'DeployProduction' },
        ],
      },
      MergeAwaited: mergeAwaited,
      LiveSeen: liveMovedMeanwhile('MergeChange'),
      RetryRequested: tryMergeAgain('MergeChange'),
      PriorityRaised: {
        needs: ['waitsForProduction', 'notNext'],
        rules: [{ to: 'stay', because: 'moved_to_front', then: ['raisePriority'], production: 'front' }],
      },
      LiveMoved: {
        rules: [
          { to: 'teardown', because: 'cancelled', when: ['windingDown'] },
          { to: 'integration', because: 'live_moved', when: ['headUnmoved'], then: ['dropProduct'] },
          { to: 'development', because: 'live_moved', then: ['voidApprovals'] },
        ],
      },
      ProductionTouched: {
        rules: [
          {
            to: 'rollback',
            because: 'cancelled',
            when: ['windingDown'],
            then: ['touchProduction', 'planRollbackForCancel'],
          },
          { to: 'stay', because: 'production_touched', then: ['touchProduction'] },
        ],
      },
      ProductionDeployed: {
        rules: [
          {
            to: 'production-testing',
            because: 'production_healthy',
            then: ['serveProduction'],
            start: 'WatchProduction',
          },
        ],
      },
      OperationFailed: {
        rules: [
          {
            to: 'rollback',
            because: 'cancelled',
            when: ['awaited', 'windingDown', 'merged'],
            then: ['planRollbackForCancel'],
          },
          { to: 'teardown', because: 'cancelled', when: ['awaited', 'windingDown'] },
          { ...rollBack('production_unhealthy'), when: ['awaited', 'productTouched'] },
          ...failing(),
        ],
      },
      FollowupAdded: followup,
      ChangeSeen: { rules: [...lookAtMerge('MergeChange'), ...sameWork, ...judgedChange, changeSeen] },
    },
  },

  'production-testing': {
    step: '9.2.2',
    title: 'Production testing',
    acts: ['tester'],
    automatic: false,
    calls: 'production-test',
    always: [{ to: 'final-demo', because: 'gate_passed', when: ['gateSatisfied', 'askedOrWatched'] }],
    on: {
      ...scenariosJudged([]),
      Approved: {
        needs: ['notOwnChange', 'scenariosPassed'],
        rules: [{ to: 'stay', because: 'approval_kept', then: ['keepApproval'] }],
      },
      Rejected: { needs: ['reasonGiven'], rules: [rollBack('rejected')] },
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
      // After a release: production was given back then, and is taken once more.
      ProductionGranted: {
        rules: [
          {
            to: 'stay',
            because: 'production_granted',
            then: ['takeProductionBack'],
            start: 'RestoreProduction',
          },
        ],
      },
      ProductionRestored: {
        rules: [
          // merge-then-deploy: the default branch still holds the change, so a revert of it is merged.
          {
            to: 'stay',
            because: 'production_restored',
            when: ['merged'],
            then: ['keepRestored'],
            start: 'RevertChange',
          },
          ...rolledBack('production_restored', ['keepRestored']),
        ],
      },
      ChangeReverted: { rules: rolledBack('change_reverted', ['forgetMerge']) },
      RollbackRequested: { needs: ['idle', 'noVersion'], rules: [retry] },
      TaskCancelled: {
        rules: [
          alreadyCancelled,
          { to: 'stay', because: 'cancelled', then: ['cancel', 'cancelAfterRollback'] },
        ],
      },
      OperationFailed: { rules: failing(['devops', 'manager']) },
      FollowupAdded: followup,
      IssueGone: stay('issue_gone', ['cancelGone', 'cancelAfterRollback']),
    },
  },

  'final-demo': {
    step: '9.2.4',
    title: 'Final demo',
    acts: ['manager', 'client'],
    automatic: false,
    calls: 'final-demo',
    always: [{ to: 'teardown', because: 'gate_passed', when: ['gateSatisfied'] }],
    on: {
      Approved: {
        needs: ['notOwnChange'],
        rules: [
          {
            to: 'integration',
            because: 'live_moved',
            when: ['liveMoved', 'headUnmoved'],
            then: ['keepApproval', 'keepFeedback', 'dropProduct'],
          },
          { to: 'stay', because: 'approval_kept', then: ['keepApproval', 'keepFeedback'] },
        ],
      },
      Rejected: {
        needs: ['reasonGiven'],
        rules: [{ to: 'rollback', because: 'rejected', then: ['planRollbackForRework'] }],
      },
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
          {
            to: 'cancelled',
            because: 'sandbox_removed',
            when: ['nothingLeft', 'windingDown'],
            then: ['dropSandbox'],
          },
          { to: 'release', because: 'sandbox_removed', when: ['nothingLeft'], then: ['dropSandbox'] },
          {
            to: 'stay',
            because: 'sandbox_left',
            then: ['keepRemains'],
            call: { call: 'failed', roles: ['devops'] },
          },
        ],
      },
      RollbackRequested: {
        needs: ['somethingToRollBack', 'noVersion'],
        rules: [rollBack('rollback_requested', ['loseSandbox'])],
      },
      ProductionUnhealthy: { rules: [rollBack('production_unhealthy', ['loseSandbox'])] },
      IssueReopened: { rules: [...reopen(['loseSandbox']), { to: 'stay', because: 'issue_seen' }] },
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
      // Production stays with the task; the sandbox is gone, and a new one is made to integrate in.
      LiveMoved: { rules: [{ to: 'sandbox', because: 'live_moved', then: ['dropProduct', 'loseSandbox'] }] },
      ChangeSeen: {
        rules: [...lookAtMerge('ReleaseChange'), { ...retry, when: ['approvedHeadBack'] }, changeSeen],
      },
      MergeAwaited: mergeAwaited,
      LiveSeen: liveMovedMeanwhile('ReleaseChange'),
      RetryRequested: tryMergeAgain('ReleaseChange'),
      RollbackRequested: { needs: ['idle', 'noVersion'], rules: [rollBack('rollback_requested')] },
      ProductionUnhealthy: {
        rules: [
          {
            to: 'stay',
            because: 'production_unhealthy',
            then: ['keepAlarm'],
            call: { call: 'failed', roles: ['devops', 'manager'] },
          },
        ],
      },
      TaskCancelled: { needs: ['idle'], rules: [cancelWithRollback] },
      OperationFailed: { rules: failing(['manager', 'devops']) },
      // Everybody has approved, and the merge may be under way: it is released all the same.
      IssueGone: stay('issue_gone'),
    },
  },

  released: {
    step: '11',
    title: 'Released',
    acts: [],
    automatic: false,
    on: {
      RollbackRequested: {
        needs: ['newestRelease', 'versionKept'],
        rules: [{ to: 'rollback', because: 'rollback_requested', then: ['planReturn'] }],
      },
    },
  },

  cancelled: {
    step: '–',
    title: 'Cancelled',
    acts: [],
    automatic: false,
    on: {
      IssueReopened: { rules: reopen() },
      TaskCancelled: { rules: [alreadyCancelled] },
      // A pull request that is its own task is taken up where it is opened again.
      ChangeSeen: {
        rules: [
          { to: 'development', because: 'reopened', when: ['ownChangeReopened'], then: ['uncancel'] },
          { to: 'stay', because: 'change_closed', when: ['ownChangeShut'], then: ['shutChange'] },
        ],
      },
    },
  },
};

/** Answers that are the same in every stage but the two where a task rests; a stage's own answer goes first. */
export const anywhere: Partial<Record<EventType, Answer>> = {
  TaskProposed: { needs: ['isNew'], rules: [] },
  ScenarioAdded: { needs: ['upToDemo'], ...stay('scenario_added', ['addScenario']) },
  VersionPartChosen: { needs: ['notReleasing'], ...stay('version_part_chosen', ['choosePart']) },
  StageLabelSet: { needs: ['startLabel'], rules: [] },
  HoldPlaced: { needs: ['notHeld'], rules: [{ to: 'stay', because: 'held', then: ['hold'] }] },
  HoldLifted: {
    needs: ['liftable', 'mayAcceptMerge'],
    rules: [acceptMerge, { ...unhold, when: ['onHold'] }, liftProduction],
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
  OperationFailed: { rules: failing() },
  RetryRequested: { needs: ['failed', 'idle'], rules: [retry] },
  // Production can be rolled back from wherever the task holds it.
  RollbackRequested: {
    needs: ['somethingToRollBack', 'noVersion'],
    rules: [rollBack('rollback_requested')],
  },
  PriorityRaised: { needs: ['waitsForProduction'], rules: [] },
  ProductionUnhealthy: { rules: [rollBack('production_unhealthy')] },
  WatchEnded: stay('watch_ended', ['endWatch']),
  TaskCancelled: {
    rules: [
      alreadyCancelled,
      cancelWithRollback,
      // It may touch production any moment: its next word decides whether there is something to roll back.
      { to: 'stay', because: 'cancelled', when: ['deploying'], then: ['cancel'] },
      cancelWithRevert,
      { to: 'teardown', because: 'cancelled', then: ['cancel'] },
    ],
  },
  IssueReopened: stay('reopened', ['withdrawCancel']),
  ChangeSeen: { rules: [mergedOutside, ...ownChangeClosed, changeSeen] },
  IssueSeen: stay('issue_seen'),
  ForkAllowed: {
    needs: ['isFork', 'notForkAuthor', 'namesHead'],
    ...stay('fork_allowed', ['allowFork']),
  },
  IssueGone: {
    rules: [
      { to: 'stay', because: 'issue_gone', when: ['windingDown'], then: ['cancelGone'] },
      {
        to: 'rollback',
        because: 'issue_gone',
        when: ['touchedProduction'],
        then: ['cancelGone', 'planRollbackForCancel'],
      },
      { to: 'stay', because: 'issue_gone', when: ['deploying'], then: ['cancelGone'] },
      { to: 'teardown', because: 'issue_gone', then: ['cancelGone'] },
    ],
  },
  RejectionLifted: { needs: ['somethingToLift'], ...stay('rejection_lifted', ['liftRejection']) },
  RoleDelegated: {
    needs: ['ownRoleToGive', 'delegateIsPerson', 'delegateIsAnother', 'delegateMayJudge', 'delegationAhead'],
    rules: [
      // Whoever has the role now is called as those who had it before were.
      { to: 'stay', because: 'role_delegated', when: ['roleAwaited'], then: ['delegate'], call: 'again' },
      { to: 'stay', because: 'role_delegated', then: ['delegate'] },
    ],
  },
  DelegationWithdrawn: {
    needs: ['delegationKnown'],
    ...stay('delegation_withdrawn', ['endDelegation']),
  },
  ReviewDismissed: {
    rules: [
      { to: 'stay', because: 'review_withdrawn', when: ['reviewStillCounts'], then: ['withdrawApproval'] },
      { to: 'stay', because: 'review_dismissed', when: ['reviewWasUsed'], then: ['markDismissed'] },
    ],
  },
  TimePassed: {
    rules: [
      {
        to: 'stay',
        because: 'waited_too_long',
        when: ['expiryDue'],
        then: ['holdForSilence'],
        call: { call: 'expired', roles: ['manager', 'devops'] },
      },
      {
        to: 'stay',
        because: 'reminded',
        when: ['reminderDue'],
        then: ['countReminder'],
        call: { call: 'reminder', roles: 'overdue' },
      },
      // Its place in the queue counts again: see `keep-place.ts`.
      { to: 'stay', because: 'production_thawed', when: ['thawDue'] },
      ...sandboxTimes,
      { to: 'stay', because: 'delegation_expired', when: ['somethingExpired'], then: ['endExpired'] },
    ],
  },
};
