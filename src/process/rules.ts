import type { FreezeWindow } from './freeze.js';
import type { Gate } from './gate.js';
import type { Role } from './role.js';

/** What the process needs to know of a repository's configuration; `config/` makes it, `process/` reads only this. */
export interface Rules {
  /** Every role named must approve before the gate opens. An empty list means that nobody is asked. */
  readonly gates: Readonly<Record<Gate, readonly Role[]>>;
  /** How many people have to say yes in each role, at every gate that asks it. */
  readonly quorum: Readonly<Record<Role, number>>;
  /** Whether a test gate opens only when every scenario has a verdict; one that failed keeps it shut either way. */
  readonly verdicts: 'required' | 'optional';
  /** Whether the author of a change, or whoever pushed it last, may approve it. */
  readonly selfApproval: boolean;
  /** What happens to the tester's verdict at step 7 when live moved and the work was joined again. */
  readonly onBaseChange: 'retest' | 'checks';
  /** Names of the checks that must be green at step 4; `null` means those that GitHub calls required. */
  readonly requiredChecks: readonly string[] | null;
  /** Whether the change goes live before it is merged, or is merged first and its merge deployed. */
  readonly strategy: Strategy;
  /** How long production is probed in 9.2.2, in milliseconds. */
  readonly watchMs: number;
  /** Whether a pull request that belongs to no task becomes one of its own; absent: it is refused. */
  readonly adoptsChanges?: boolean;
  /** When nothing is deployed to production. */
  readonly freeze?: readonly FreezeWindow[];
  /** How long those whom a gate asks are waited for. */
  readonly waiting: Readonly<Record<Gate, Patience>>;
  /** The days that count as waited. */
  readonly calendar: Calendar;
  readonly sandbox: SandboxRules;
}

/** In milliseconds of working time since people were called. */
export interface Patience {
  /** When they are reminded, each later than the one before. */
  readonly remindMs: readonly number[];
  /** Who hears of the last reminder too. */
  readonly escalateTo: Role | null;
  /** When the task is put on hold; `null`: never. */
  readonly expireMs: number | null;
}

export interface Calendar {
  /** A name of the IANA time zone database, e.g. `Europe/Berlin`. */
  readonly timeZone: string;
  /** 1 for Monday to 7 for Sunday. */
  readonly workingDays: readonly number[];
  /** As `2026-12-25`. */
  readonly holidays: readonly string[];
}

/** In which order what was approved is merged and goes live. */
export const strategies = ['deploy-then-merge', 'merge-then-deploy'] as const;

export type Strategy = (typeof strategies)[number];

/** How long sandboxes run. */
export interface SandboxRules {
  /** Whether the repository has a way to stop one and keep its data. */
  readonly canStop: boolean;
  /** How long it runs after it was last brought up; `null`: until the task is over. */
  readonly ttlMs: number | null;
  /** How long nothing may happen to the task before it is stopped; `null`: as long as it likes. */
  readonly idleMs: number | null;
  /** How many may stand at the same time; absent or `null`: any number. */
  readonly most?: number | null;
}
