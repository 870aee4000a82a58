import type { ProductionFacts } from './production-facts.js';
import type { Role } from './role.js';
import type { Rules } from './rules.js';
import type { Stage } from './stage.js';
import type { Change, Instant, Login, RepositoryRef, Sha } from './task.js';

/** Who asks: what they may do was read when they asked. */
export interface Actor {
  readonly login: Login;
  /** Apps and bots never decide. */
  readonly bot: boolean;
  readonly roles: readonly Role[];
  /** Those of the roles that they have for this task alone, because a manager handed them on; missing until `decide` looks. */
  readonly lent?: readonly Role[];
}

/** What was read from GitHub for one decision; everything `decide` may know besides the task and the event. */
export interface Facts {
  readonly now: Instant;
  readonly rules: Rules;
  /** The problem with the configuration, when it cannot be used: then no gate opens. */
  readonly configProblem: string | null;
  readonly actor: Actor | null;
  /** `null`: GitHub was not asked for this event, and what the task remembers holds. */
  readonly seen: Seen | null;
  /** The repository as GitHub calls it now; absent: as the task remembers it. */
  readonly repository?: RepositoryRef;
  /** Whether whoever a role is handed to is a person who can take part here; missing where nobody is named. */
  readonly delegateIsPerson?: boolean;
  /** The repository's production; absent: nothing is in its way. */
  readonly production?: ProductionFacts;
}

/** The issue, the change and live, read together. */
export interface Seen {
  readonly issue: {
    readonly title: string;
    readonly open: boolean;
    readonly checklist: readonly string[];
    readonly labels?: readonly string[];
    /**
     * The stage that its label names, and since when, by GitHub's clock, to the second; `after`: comments that were written in that
     * second and before it. Absent: not known, or no such label.
     */
    readonly shows?: { readonly stage: Stage; readonly since: Instant; readonly after?: readonly number[] };
  };
  /** `null`: the task has no pull request. */
  readonly change: Change | null;
  /** Whether the change is in the merge queue. */
  readonly queued?: boolean;
  /** Head of the default branch. */
  readonly live: Sha;
}
