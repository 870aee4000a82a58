import type { Role } from './role.js';
import type { Rules } from './rules.js';
import type { Change, Instant, Login, Sha } from './task.js';

/** Who asks: what they may do was read when they asked. */
export interface Actor {
  readonly login: Login;
  /** Apps and bots never decide. */
  readonly bot: boolean;
  readonly roles: readonly Role[];
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
}

/** The issue, the change and live, read together. */
export interface Seen {
  readonly issue: { readonly title: string; readonly open: boolean; readonly checklist: readonly string[] };
  /** `null`: the task has no pull request. */
  readonly change: Change | null;
  /** Whether the change is in the merge queue. */
  readonly queued?: boolean;
  /** Head of the default branch. */
  readonly live: Sha;
}
