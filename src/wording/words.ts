import type { CheckButton } from '#process/decide-buttons.js';
import type { ReasonCode } from '#process/because.js';
import type { Request } from '#process/event.js';
import type { OperationKind } from '#process/operation-kind.js';
import type { Role } from '#process/role.js';
import type { Stage } from '#process/stage.js';
import type { Receipt, Restored, Seeing, VersionPart } from '#process/task.js';
import type { Ask } from './ask.js';
import type { CalendarTime } from './read-instant.js';
import type { Unfinished } from './unfinished.js';

/**
 * Every sentence of one language. Texts that are handed in are safe Markdown already (`safety/`); how sentences are put
 * together into comments is not said here.
 */
export interface Words {
  readonly stages: Readonly<Record<Stage, StageWords>>;
  /** What the label that starts a task says of itself. */
  readonly intake: string;
  /** What the labels say of themselves that choose the version. */
  readonly versionLabel: (part: VersionPart) => string;
  /** How each command is written and what it is for, by its word: those of the registry. */
  readonly commands: Readonly<Record<string, CommandWords>>;
  readonly asks: Readonly<Record<Ask, (about: AskFacts) => AskWords>>;
  readonly reasons: Readonly<Record<ReasonCode, (about: ReasonFacts) => string>>;
  readonly operations: Readonly<Record<OperationKind, OperationWords>>;
  readonly deployments: Readonly<
    Record<DeploymentVerb, Readonly<Record<EnvironmentKind, Readonly<Record<DeploymentState, string>>>>>
  >;
  /** What the repository's own workflow is told that waits to deploy. */
  readonly deploymentAnswer: DeploymentAnswerWords;
  readonly people: PeopleWords;
  readonly time: TimeWords;
  readonly card: CardWords;
  readonly alerts: AlertWords;
  readonly help: HelpWords;
  readonly check: CheckWords;
  readonly replies: ReplyWords;
  readonly calls: CallWords;
  readonly record: RecordWords;
  readonly explain: ExplainWords;
  readonly configChange: ConfigChangeWords;
  readonly signOff: SignOffWords;
  readonly judging: JudgingWords;
  readonly notice: NoticeWords;
  readonly environments: EnvironmentWords;
}

/** Sandboxes, backups and rollbacks. */
interface EnvironmentWords {
  /** Others do the work: nothing heard of it yet, or under way. */
  readonly pipeline: {
    readonly asked: (when: string) => string;
    readonly running: (when: string, log: string | null) => string;
    readonly log: string;
  };
  /** What a rollback brought back, one line each. */
  readonly restored: Readonly<Record<keyof Restored, Readonly<Record<Seeing, string>>>>;
  readonly receipt: {
    readonly title: string;
    readonly remains: (what: string) => string;
    readonly what: Readonly<Record<keyof Receipt, string>>;
    readonly state: Readonly<Record<Receipt[keyof Receipt], string>>;
  };
  /** `place`: 1 is the next. `holders`: issues that have a sandbox, as links. */
  readonly sandboxQueue: (about: { place: number; holders: string | null }) => string;
  readonly backup: {
    readonly keptUntil: (when: string) => string;
    readonly verified: Readonly<Record<'checksum' | 'restore', string>>;
    readonly notWhole: (why: string) => string;
    readonly notRestorable: (why: string) => string;
    readonly trialLeft: (why: string) => string;
    readonly tooOld: (minutes: number, most: number) => string;
  };
  readonly orphan: {
    readonly found: (about: { name: string; when: string }) => string;
    readonly foundTrial: (about: { name: string; when: string }) => string;
    readonly removed: (name: string) => string;
    readonly kept: (about: { name: string; why: string }) => string;
  };
}

export type DeploymentVerb = 'provision' | 'deploy' | 'restore' | 'destroy' | 'stop' | 'start';
export type EnvironmentKind = 'sandbox' | 'production';
export type DeploymentState = 'running' | 'done';
type Permission = 'read' | 'triage' | 'write' | 'maintain' | 'admin';

export interface StageWords {
  readonly title: string;
  /** The title with its number, as a heading says it. */
  readonly step: string;
  /** What the stage label says of itself, in at most 100 characters. */
  readonly about: string;
}

/** What somebody can type, and what comes of it. */
export interface Choice {
  readonly type: string;
  readonly then: string;
}

export interface AskWords {
  /** What is waited for, in a few words that follow the step. */
  readonly title: string;
  /** What to do, said to whoever has to do it. */
  readonly todo: string;
  readonly choices: readonly Choice[];
}

/** What the words of an ask may name. */
export interface AskFacts {
  readonly roles: readonly Role[];
  /** The task's issue. */
  readonly number: number;
  readonly round: number;
  /** The pull request, e.g. `#14`. */
  readonly change: string | null;
  readonly branch: string | null;
  /** Names of the required checks that are not green. */
  readonly checks: string | null;
  readonly operation: OperationKind | null;
  /** The label by which a manager starts the work. */
  readonly startLabel: string | null;
  /** Whether single scenarios still keep the step closed. */
  readonly toJudge: boolean;
  /** Whether production was changed by this task already. */
  readonly touched: boolean;
  /** The pull request's newest commit, in full. */
  readonly head: string | null;
  /** The branch that the pull request aims at. */
  readonly base: string | null;
}

/** What the words of a reason may name; `null`: the reason does not say. */
export interface ReasonFacts {
  readonly by: string | null;
  readonly why: string | null;
  readonly needed: readonly Role[];
  /** Who has the needed roles. */
  readonly holders: string | null;
  readonly stage: Stage | null;
  readonly gate: Stage | null;
  readonly problem: string | null;
  readonly checks: string | null;
  readonly change: string | null;
  readonly operation: OperationKind | null;
  readonly head: string | null;
  readonly was: string | null;
  readonly approved: string | null;
  readonly startLabel: string | null;
  /** The branch that the pull request aims at. */
  readonly base: string | null;
  /** The task's issue, e.g. `#12`. */
  readonly task: string | null;
  /** Scenarios without a verdict, and those that failed, with their texts. */
  readonly open: string | null;
  readonly failed: string | null;
  /** Numbers of scenarios that were named, and those that there are. */
  readonly numbers: string | null;
  readonly known: string | null;
  /** A role that is handed on, to whom, and until when. */
  readonly role: Role | null;
  readonly to: string | null;
  readonly until: string | null;
  /** A release, as somebody wrote it. */
  readonly version: string | null;
  /** Versions that can be gone back to. */
  readonly kept: string | null;
}

export interface CommandWords {
  readonly usage: string;
  readonly help: string;
}

interface OperationWords {
  /** Goes on after "Greenlight". */
  readonly doing: string;
  readonly failed: string;
  /** What it means that it failed; `touched`: production was changed by this task. */
  readonly meaning: (touched: boolean) => string;
}

interface DeploymentAnswerFacts {
  readonly commit: string;
  readonly environment: string;
  /** The task that holds production. */
  readonly issue: number | null;
}

interface DeploymentAnswerWords {
  /** `product`: it is what is being shipped; `known`: it was released, or production is put back to it. */
  readonly approved: Readonly<Record<'product' | 'known', (about: DeploymentAnswerFacts) => string>>;
  readonly refused: (about: DeploymentAnswerFacts & { reason: string }) => string;
}

interface PeopleWords {
  readonly role: Readonly<Record<Role, string>>;
  /** "the manager or DevOps". */
  readonly either: (roles: readonly Role[]) => string;
  readonly everyone: (permission: Permission) => string;
  readonly unset: string;
  readonly nobody: string;
  readonly list: (names: readonly string[]) => string;
  readonly more: (count: number) => string;
}

interface TimeWords {
  readonly instant: (time: CalendarTime) => string;
  /** A whole number of minutes, e.g. "2 h 10 min". */
  readonly minutes: (count: number) => string;
  /** A whole number of minutes that may be days, e.g. "3 d 4 h"; 0: less than one. */
  readonly span: (minutes: number) => string;
  /** What an estimate says: an amount as written, and the first letter of its unit. */
  readonly estimate: (amount: string, unit: 'h' | 'd' | 'w' | 'm') => string;
}

interface CardWords {
  readonly round: (round: number) => string;
  readonly since: (when: string) => string;
  readonly next: (who: string, names: string | null) => string;
  readonly nextAlone: string;
  readonly sandbox: string;
  /** Stands where the link would. */
  readonly sandboxStopped: string;
  /** Goes on after the link. */
  readonly sandboxUntil: (when: string) => string;
  readonly sandboxPinned: string;
  readonly demo: string;
  readonly production: string;
  readonly change: (number: number) => string;
  readonly log: string;
  readonly steps: string;
  readonly done: string;
  readonly now: string;
  readonly ahead: string;
  readonly estimate: string;
  readonly estimateBy: (by: string) => string;
  readonly agreed: (by: string, when: string) => string;
  readonly revision: (revision: number) => string;
  readonly formerEstimates: string;
  readonly formerEstimate: (about: FormerEstimateFacts) => string;
  /** Which part of the version the release raises, by the word of a manager. */
  readonly version: (part: VersionPart, by: string) => string;
  readonly times: TimesWords;
  readonly notAgreed: string;
  readonly startedUnagreed: string;
  readonly scenarios: string;
  readonly approvals: string;
  readonly approval: (about: ApprovalFacts) => string;
  readonly override: (about: { step: string; roles: readonly Role[]; reasons: string }) => string;
  readonly sentBack: (about: { step: string; by: string; round: number; head: string | null }) => string;
  readonly declined: (by: string) => string;
  readonly noReason: string;
  readonly conflict: string;
  readonly conflictRemedy: string;
  readonly sentBackBefore: string;
  readonly followups: string;
  readonly by: (text: string, by: string) => string;
  readonly feedback: string;
  readonly released: (link: string) => string;
  readonly cancelled: (by: string, why: string | null) => string;
  readonly roles: string;
  readonly rolesHint: string;
  readonly more: (count: number) => string;
  readonly hint: string;
}

interface FormerEstimateFacts {
  readonly revision: number;
  /** Time and cost. */
  readonly estimate: string;
  readonly by: string;
  /** Who had agreed to it, if anybody had. */
  readonly agreed: string | null;
  readonly ended: 'declined' | 'replaced';
  readonly endedBy: string;
  readonly when: string;
}

/** Where the time went. */
interface TimesWords {
  readonly title: string;
  readonly byStep: string;
  readonly byTurn: string;
  /** Whose turn it was when it was nobody's. */
  readonly nobody: string;
  /** What is counted: turns that have ended, by the calendar. */
  readonly hint: string;
}

interface ApprovalFacts {
  readonly step: string;
  readonly by: string;
  readonly role: Role;
  readonly head: string | null;
  readonly note: string | null;
}

interface AlertWords {
  readonly config: (problem: string) => string;
  readonly held: (about: { by: string; when: string; why: string | null }) => string;
  /** The change was merged past Greenlight, which stopped the task. */
  readonly mergedOutside: (when: string) => string;
  readonly unanswered: (when: string) => string;
  readonly failed: (about: { what: string; why: string; meaning: string; log: string | null }) => string;
  /** For what failed beside the step, which goes on. */
  readonly retry: string;
  readonly cancelling: (by: string, why: string | null) => string;
  readonly rollingBack: (about: { by: string | null; why: string | null; then: string }) => string;
  readonly queue: (position: number, ahead: string | null) => string;
  readonly override: (about: {
    by: string;
    step: string;
    reason: string;
    needs: readonly Role[];
    type: string;
  }) => string;
  readonly noClient: string;
  /** A new head has the content of the one before: what was approved stands. */
  readonly followed: (about: { from: string; to: string; when: string }) => string;
  /** A line of YAML that names one. */
  readonly noClientExample: string;
  /** Nothing goes live after a rollback until DevOps says so. */
  readonly productionHeld: (about: HeldFacts) => string;
  /** `labels`: with one of them a task is not held up. */
  readonly frozen: (about: { until: string; why: string | null; labels: readonly string[] }) => string;
  readonly priority: (by: string) => string;
  /** A rollback after the release waits for whoever has production. */
  readonly rollbackQueue: (ahead: string) => string;
  readonly sandboxStopped: (about: SandboxStopFacts) => string;
  readonly sandboxEnding: (when: string) => string;
}

/** Something of a task was given up. */
interface HelpWords {
  readonly what: Readonly<Record<Unfinished['what'], (by: string | null) => string>>;
  /** `more`: how many things besides those that are named. */
  readonly needed: (about: { what: readonly string[]; more: number; when: string }) => string;
  readonly onServer: (command: string) => string;
}

/** Production held after a rollback. */
export interface HeldFacts {
  /** Whether it was this very task that was rolled back. */
  readonly own: boolean;
  readonly number: number;
  readonly by: string | null;
  readonly when: string;
  readonly why: string | null;
  /** The releases that were undone: what they merged is still on the default branch. */
  readonly undone: string | null;
  /** Whether the task has a hold of its own, which is lifted first. */
  readonly firstOwn: boolean;
}

interface SandboxStopFacts {
  readonly why: 'asked' | 'idle' | 'ttl';
  readonly by: string | null;
  readonly when: string;
}

interface CheckWords {
  /** Labels of at most 20, descriptions of at most 40 characters. */
  readonly buttons: Readonly<Record<CheckButton, { readonly label: string; readonly description: string }>>;
  readonly title: Readonly<
    Record<
      | 'green'
      | 'released'
      | 'shipping'
      | 'no_task'
      | 'on_hold'
      | 'cancelled'
      | 'rejected'
      | 'another_head'
      | 'merge_allowed'
      | 'fork'
      | 'another_base'
      | 'second',
      string
    >
  >;
  /** A second pull request of a task. */
  readonly second: (about: { task: string; change: string }) => string;
  readonly green: string;
  readonly shipping: string;
  /** The process allows the merge, and others make it. */
  readonly mergeAllowed: string;
  /** On what a merge queue would merge. */
  readonly group: {
    readonly green: string;
    readonly unreadable: string;
    readonly unreadableHint: string;
    readonly blocked: (change: number) => string;
  };
  readonly released: (link: string | null) => string;
  readonly noTask: string;
  readonly pushes: string;
  readonly why: (reason: string) => string;
  readonly backToApproved: (about: { approved: string; change: string | null }) => string;
  readonly cancelled: string;
  readonly readIn: (issue: number) => string;
}

interface ReplyWords {
  /** What did not count: a command, or what somebody did without one; `null`: not known. */
  readonly notCounted: (asked: Request['type'] | null, command: string | null) => string;
  readonly stands: (about: {
    step: string;
    title: string;
    names: string | null;
    types: readonly string[];
    todo: string;
  }) => string;
  readonly unknown: (word: string, nearest: string) => string;
  readonly notUnderstood: (word: string, usage: string) => string;
  readonly writeAnew: string;
  readonly noSuchWord: (word: string) => string;
  readonly help: {
    readonly yourRoles: (roles: readonly Role[]) => string;
    readonly noRole: string;
    readonly here: (step: string) => string;
    readonly elsewhere: string;
    readonly how: string;
  };
}

interface CallWords {
  readonly estimate: {
    readonly heading: string;
    readonly intro: (by: string, title: string) => string;
    readonly then: string;
    readonly answer: string;
  };
  readonly plan: { readonly heading: string; readonly intro: (title: string, round: number) => string };
  readonly test: {
    readonly heading: Readonly<Record<'alone' | 'joined', string>>;
    readonly intro: (about: { title: string; change: string | null; head: string | null }) => string;
    readonly open: string;
  };
  readonly conflict: {
    readonly heading: Readonly<Record<'conflict' | 'sandbox' | 'integration', string>>;
    readonly conflict: (base: string, branch: string) => string;
    readonly unhealthy: (change: string | null) => string;
    readonly then: string;
  };
  readonly demo: {
    readonly heading: string;
    readonly intro: (title: string, round: number) => string;
    readonly open: string;
    readonly noLink: string;
    readonly copy: string;
    readonly asked: string;
    readonly agreed: string;
    readonly tested: (by: string | null) => string;
    readonly answer: string;
    readonly then: string;
  };
  readonly productionTest: {
    readonly heading: string;
    readonly intro: (title: string) => string;
    readonly open: string;
    readonly watched: (minutes: string) => string;
  };
  readonly rolledBack: {
    readonly heading: string;
    readonly why: (about: { by: string | null; step: string }) => string;
    readonly whyUnsaid: (about: { by: string | null; step: string }) => string;
    readonly data: string;
    /** After a release: `tag` is what production is at again, `null` what was before the first one. */
    readonly headingBack: (tag: string | null) => string;
    readonly dataBack: (undone: string) => string;
    readonly held: (ban: boolean) => string;
    readonly open: string;
  };
  readonly finalDemo: {
    readonly heading: string;
    readonly intro: (title: string) => string;
    readonly open: string;
    readonly upcoming: string;
    readonly answer: string;
    readonly then: string;
  };
  readonly merge: {
    readonly heading: string;
    readonly intro: (title: string) => string;
    readonly unsaid: (title: string) => string;
    readonly then: string;
  };
  readonly failed: {
    readonly at: (step: string) => string;
    readonly log: string;
    /** It is not known any more what failed: it was put right meanwhile, or ran beside the step. */
    readonly over: string;
    readonly overHint: string;
  };
  readonly mergedOutside: {
    readonly heading: string;
    readonly intro: (change: string | null, step: string) => string;
    readonly look: string;
  };
  readonly reminder: {
    readonly heading: (step: string) => string;
    readonly intro: (title: string, since: string | null) => string;
    readonly open: string;
    /** It was the last reminder, and those who are to see to it were mentioned too. */
    readonly escalated: string;
  };
  readonly expired: { readonly heading: string; readonly intro: (title: string, step: string) => string };
  readonly develop: {
    readonly heading: string;
    readonly intro: (title: string) => string;
    readonly open: string;
  };
  readonly rework: {
    readonly heading: string;
    readonly intro: (title: string, change: string | null) => string;
  };
  readonly sandboxEnding: {
    readonly heading: string;
    readonly intro: (about: { title: string; when: string }) => string;
    readonly over: string;
    readonly choices: readonly Choice[];
  };
}

/** What a chat hears when a task moves: plain text. */
interface NoticeWords {
  readonly onward: string;
  readonly back: string;
  readonly rolledBack: string;
  readonly cancelled: string;
  readonly released: string;
  readonly next: (who: string) => string;
}

/** The release notes, the follow-up's issue and commit messages. */
interface RecordWords {
  readonly changed: string;
  readonly reference: (issue: number, change: number | null) => string;
  readonly tested: string;
  readonly signedOff: string;
  readonly estimated: (by: string, when: string) => string;
  readonly agreed: (by: string, when: string) => string;
  readonly approved: (about: ApprovalFacts & { when: string }) => string;
  readonly overrides: string;
  readonly override: (about: { step: string; reasons: string; when: string }) => string;
  readonly commit: (about: { head: string; live: string; tree: string }) => string;
  readonly way: string;
  readonly attached: (about: { files: string; entries: number; fingerprint: string }) => string;
  readonly counts: (rounds: number, rollbacks: number) => string;
  readonly back: (about: { step: string; by: string; when: string; why: string | null }) => string;
  readonly feedback: string;
  readonly upcoming: string;
  readonly followup: (about: { by: string; issue: number }) => string;
  readonly followupTitle: (issue: number) => string;
  readonly followupHint: string;
  readonly mergeMessage: (issue: number, title: string) => string;
  readonly mergeTitle: (title: string, issue: number) => string;
  readonly revertTitle: (title: string, issue: number) => string;
  readonly revertBody: (about: { issue: number; change: number }) => string;
  /** Why the default branch still holds what was rolled back. */
  readonly notReverted: {
    readonly closed: (revert: number) => string;
    readonly failing: (revert: number, checks: string) => string;
    readonly refused: (revert: number, why: string) => string;
  };
  readonly revertCheck: { readonly title: string; readonly summary: (issue: number) => string };
  readonly releaseTitle: (tag: string, title: string) => string;
  /** Why what was approved could not be released; each goes on a card behind "The release failed:". */
  readonly notReleased: {
    readonly closed: string;
    readonly anotherHead: (head: string, approved: string) => string;
    readonly anotherTree: (merged: string) => string;
    readonly pushedMeanwhile: string;
    readonly refused: (why: string) => string;
    readonly leftTheQueue: string;
    readonly anotherBase: (base: string) => string;
  };
}

/** The answer to `/explain`. */
interface ExplainWords {
  readonly why: string;
  /** How the task came to where it stands; `said`: in whose words. */
  readonly came: (about: MoveFacts & { said: string | null }) => string;
  readonly begun: (when: string) => string;
  readonly way: string;
  readonly move: (about: MoveFacts) => string;
  readonly check: (change: string, verdict: 'green' | 'waiting' | 'blocked', reason: string) => string;
  readonly asked: string;
  readonly waiting: (role: Role, holders: string | null) => string;
  readonly decided: (role: Role, by: string) => string;
  readonly can: string;
  readonly canDo: (role: Role, holders: string | null, commands: string) => string;
  readonly everybody: (commands: string) => string;
}

interface MoveFacts {
  readonly when: string;
  /** Steps with their numbers. */
  readonly from: string;
  readonly to: string;
  /** A whole sentence. */
  readonly reason: string;
  /** Who brought it about; `null`: nobody, an operation did or GitHub. */
  readonly by: string | null;
}

/** The check `greenlight/config` on a pull request that changes the configuration. */
interface ConfigChangeWords {
  readonly title: {
    readonly broken: (problems: number) => string;
    readonly mended: string;
    readonly changed: (changes: number) => string;
    readonly same: string;
  };
  readonly broken: string;
  readonly problem: (line: number, message: string) => string;
  readonly mended: string;
  readonly same: string;
  readonly roles: string;
  /** Who had it and who would, by name. */
  readonly role: (role: Role, before: string, after: string) => string;
  readonly gates: string;
  /** `null`: nobody is asked. */
  readonly gate: (step: string, before: string | null, after: string | null) => string;
  readonly keys: string;
  /** `null`: the key is not there. */
  readonly key: (path: string, before: string | null, after: string | null) => string;
  readonly judged: string;
}

/** The sign-off record that is attached to a release. */
interface SignOffWords {
  readonly title: (tag: string) => string;
  readonly version: (about: {
    tag: string;
    part: VersionPart;
    said: 'command' | 'label' | 'commits' | 'config';
    by: string | null;
  }) => string;
  readonly agreement: string;
  readonly agreed: (revision: number) => string;
  readonly noAgreement: string;
  readonly given: (by: string, when: string) => string;
  readonly actual: string;
  readonly planned: (estimate: string) => string;
  /** From the agreement, or where there was none from the first estimate, to the beginning of the release. */
  readonly took: (span: string) => string;
  readonly deployments: string;
  readonly deployed: (about: { commit: string; when: string; backup: string; live: string | null }) => string;
  readonly restored: (when: string) => string;
  readonly backups: string;
  readonly backup: (about: {
    id: string;
    environment: string;
    commit: string | null;
    when: string;
    sha256: string;
  }) => string;
  readonly check: string;
  readonly howToCheck: (about: { file: string; entries: number; fingerprint: string }) => string;
}

/** What is said of single scenarios, of a no that stands, of how many have approved, and of roles that were handed on. */
interface JudgingWords {
  /** These three follow a scenario's text. */
  readonly works: (by: string) => string;
  readonly fails: (by: string, reason: string | null) => string;
  readonly untried: string;
  readonly notTried: (numbers: string) => string;
  readonly notWorking: (numbers: string) => string;
  readonly quorum: (about: { role: Role; given: number; needed: number }) => string;
  readonly objection: (about: { by: string; why: string | null }) => string;
  /** Follows an approval. */
  readonly dismissed: (by: string) => string;
  readonly delegations: string;
  readonly delegation: (about: { role: Role; to: string; by: string; until: string | null }) => string;
}
