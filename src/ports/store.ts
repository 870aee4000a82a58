import type { Settings } from '#config/settings.js';
import type { Because } from '#process/because.js';
import type { Event } from '#process/event.js';
import type { Decision, ProductionMove } from '#process/decision.js';
import type { Actor, Facts } from '#process/facts.js';
import type { ProductionHeld } from '#process/production-facts.js';
import type { Call, Numbered } from '#process/operation.js';
import type { Stage } from '#process/stage.js';
import type { Instant, RepositoryRef, Sha, Task, TaskKey } from '#process/task.js';

/**
 * Where Greenlight remembers. Everything that will happen is a {@link Job} in a lane; the jobs of a lane are done one
 * after another, in the order they were received, also when one fails and is retried. Lanes run side by side.
 */
export interface Store {
  /**
   * Stores jobs durably and returns after the commit. A job whose `dedupe` is already stored is left out (its result
   * is `'duplicate'`) unless the stored one is dead: then it is made ready again (`'rearmed'`). One for which another suffices
   * that is waiting is done with that (`'joined'`).
   */
  enqueue(jobs: readonly NewJob[]): Promise<readonly ('new' | 'duplicate' | 'rearmed' | 'joined')[]>;

  /**
   * Claims the lane that has been due longest among those whose name starts with one of `prefixes`; `null` when none is
   * due. A lane held by another owner is taken over only after its lease ended.
   */
  claimLane(claim: {
    owner: string;
    now: Instant;
    leaseMs: number;
    prefixes: readonly string[];
    /** Lanes of these names are left where they are, and so are those whose names go on after them with `#` or `:`. */
    except?: readonly string[];
  }): Promise<Lane | null>;
  /** Prolongs the lease. `false`: the lane was lost to another owner, who may already be at work. */
  renewLane(lane: Lane, until: Instant): Promise<boolean>;
  /** Gives the lane back; it is due again when its next job is. */
  releaseLane(lane: Lane, now: Instant): Promise<void>;
  /** The lane's next job that is due, its attempt counted before it is returned; `null` when none is. */
  nextJob(lane: Lane, now: Instant): Promise<Job | null>;
  /**
   * Tries the job again at `at`; until then the lane's later jobs wait. `free` does not count as an attempt (a snooze); free
   * `'once'` counts as one attempt, however often it happens: what is tried again knows that it was. `untried` does not count either:
   * it was not worked on this time, and its crashes stay counted.
   */
  retryJob(
    lane: Lane,
    job: Job,
    retry: { at: Instant; error: string; free?: boolean | 'once'; untried?: boolean },
  ): Promise<void>;
  /**
   * What waits in this lane after a snooze is due now. A job that is being worked on at this moment does not sleep when it is snoozed:
   * what it looked at may be old already.
   */
  hurryLane(lane: string, now: Instant): Promise<void>;
  /** Gives the job up: it becomes a dead letter, and the lane goes on. `jobs` are stored with it. */
  buryJob(lane: Lane, job: Job, last: { error: string; jobs?: readonly NewJob[] }): Promise<void>;
  /** The job is done, and what it brought about is stored, in one transaction. Throws `LaneLost` when the lane was lost. */
  finishJob(lane: Lane, job: Job, result: JobResult): Promise<void>;
  /** A mark to give to {@link Store.wait}: taken before looking for work, so that nothing stored meanwhile is slept through. */
  mark(): number;
  /** Resolves when jobs were stored since `mark` (here or on another replica), after `timeoutMs`, or when aborted. */
  wait(mark: number, timeoutMs: number, signal: AbortSignal): Promise<void>;
  /**
   * When the next free lane that can be claimed so becomes due; `null` when nothing is waiting. With `before`, only what is due before
   * it: where most lanes wait for days, they need not be looked through.
   */
  nextDue(
    prefixes: readonly string[],
    among?: { except?: readonly string[]; before?: Instant },
  ): Promise<Instant | null>;

  loadTask(key: TaskKey): Promise<Task | null>;
  /** The task that this pull request belongs to. */
  taskOfChange(repository: number, change: number): Promise<TaskKey | null>;
  /** The tasks whose change has this head. */
  tasksAtHead(repository: number, head: string): Promise<readonly TaskKey[]>;
  /** Tasks that are neither released nor cancelled. */
  openTasks(repository: number): Promise<readonly TaskKey[]>;
  /** The repositories that have such tasks, as their newest task names them. */
  openRepositories(): Promise<readonly RepositoryRef[]>;
  /** The repositories that ever had a task, as their newest task names them. */
  repositories(): Promise<readonly RepositoryRef[]>;
  /** Oldest first; `after`: only entries with a higher number. */
  loadJournal(key: TaskKey, from?: { after: number }): Promise<readonly JournalEntry[]>;

  /** What was last shown on GitHub for a task; before the first time nothing, of version 0. */
  loadShown(key: TaskKey): Promise<Shown>;
  /** Keeps these parts of it; the rest stays as it is, also where somebody else keeps it at the same time. */
  saveShown(key: TaskKey, part: Partial<Shown>): Promise<void>;

  /** Tasks waiting for or holding the production of a repository, the holder first. */
  productionQueue(
    repository: number,
  ): Promise<readonly { task: TaskKey; since: Instant; granted: boolean }[]>;

  /**
   * Whether the task has a place for its sandbox: it has one from the first `true` until {@link Store.giveSandbox}. Of `most` places
   * (`null`: there are always more) those go first who asked first.
   */
  takeSandbox(asked: {
    task: TaskKey;
    repository: number;
    most: number | null;
    now: Instant;
  }): Promise<boolean>;
  /** The task's place is free again. */
  giveSandbox(task: TaskKey): Promise<void>;
  /** Tasks that have a place for their sandbox or wait for one, in the order in which they asked. */
  sandboxQueue(repository: number): Promise<readonly { task: TaskKey; since: Instant; granted: boolean }[]>;

  /** Why nothing is granted production; `null`: it is not held. */
  productionHeld(repository: number): Promise<ProductionHeld | null>;
  /** Those of `heads` that were rolled back in this repository. */
  bannedAmong(repository: number, heads: readonly Sha[]): Promise<readonly Sha[]>;
  /** Every task of a repository that is released now, the latest release first. */
  releasedTasks(repository: number): Promise<readonly Task[]>;

  /** Small facts that outlive a restart and belong to no task (sweep cursors, "told once"); `null` when never noted. */
  loadNote(name: string): Promise<string | null>;
  saveNote(name: string, value: string): Promise<void>;

  /** When the newest job was stored, by the clock of whoever stored it; `null`: there never was one. */
  lastReceived(): Promise<Instant | null>;
  /** What time it is for everybody who shares the store, by its own clock; `null`: nobody shares it. */
  time(): Promise<Instant | null>;
  /** What was last read of a repository on GitHub, to be asked for again only if it changed. */
  loadReadings(repository: number): Promise<readonly Reading[]>;
  /** Takes the place of those of the same names; `value` null forgets one. */
  saveReadings(
    repository: number,
    readings: readonly (Omit<Reading, 'value'> & { readonly value: string | null })[],
  ): Promise<void>;

  /** Jobs that were given up, newest first. */
  deadJobs(limit: number): Promise<readonly DeadJob[]>;
  /** Those of these lanes, oldest first. */
  deadJobsOf(lanes: readonly string[]): Promise<readonly DeadJob[]>;
  /** Jobs that failed and wait for their next attempt, those that wait longest first; a snooze is no failure. */
  stuckJobs(limit: number): Promise<readonly Job[]>;
  /**
   * Takes a dead letter up again (it is done before whatever of its lane was received later) or drops it, and keeps who did so;
   * with it `jobs` are stored. `false`: it is no dead letter any more.
   */
  settleDead(job: number, order: { intervention: Intervention; jobs: readonly NewJob[] }): Promise<boolean>;
  /** What people did to dead letters, newest first. */
  interventions(limit: number): Promise<readonly KeptIntervention[]>;
  /** How much waits and is worked on, for whoever watches: one entry for each of `prefixes`, in their order. */
  census(asked: {
    now: Instant;
    prefixes: readonly string[];
  }): Promise<{ readonly lines: readonly LineFigures[]; readonly dead: number }>;
  /** Deletes jobs that were done before `before`, and returns how many; a `dedupe` is kept 30 days longer. */
  prune(prune: { before: Instant }): Promise<number>;
  /** Deletes notes that begin with one of `prefixes` and were saved last before `before`; returns how many. */
  pruneNotes(prune: { prefixes: readonly string[]; before: Instant }): Promise<number>;
  close(): Promise<void>;
}

/** One answer of GitHub, as far as it is remembered. */
export interface Reading {
  /** Of the list or thing that was read. */
  readonly name: string;
  /** GitHub's own name of that answer; `null`: the next one will be another. */
  readonly etag: string | null;
  /** How far it was read, or what it said. */
  readonly value: string;
}

export interface NewJob {
  readonly lane: string;
  readonly kind: string;
  readonly payload: unknown;
  readonly due: Instant;
  /** The same text is stored once: delivery ids, operation ids. */
  readonly dedupe: string | null;
  /**
   * A job of the same lane with the same text that was not begun suffices: its work is to look at how things are by then, so
   * this one would find nothing new. Only where it does not matter whether it is done before or after what was stored between.
   */
  readonly joins?: string | null;
}

export interface Job extends Omit<NewJob, 'joins'> {
  readonly id: number;
  /** The newest job of the lane when this one was handed out by {@link Store.nextJob}: what is looked at from then on is newer than all up to it. */
  readonly newest?: number;
  /** This attempt included: 1 the first time. */
  readonly attempts: number;
  readonly received: Instant;
  readonly error: string | null;
  /** How many times in a row the process that worked on it ended before it was settled. */
  readonly crashes: number;
}

/** A job that was given up. */
export interface DeadJob extends Job {
  /** `null`: by a version that did not note it. */
  readonly givenUp: Instant | null;
}

/** What somebody who runs the server did to a dead letter. */
export interface Intervention {
  readonly did: 'retried' | 'dropped';
  readonly at: Instant;
  /** As they are known on the server, or on GitHub. */
  readonly by: string;
  readonly why: string | null;
}

export interface KeptIntervention extends Intervention {
  readonly job: number;
  readonly lane: string;
  readonly kind: string;
  /** Why it had been given up. */
  readonly error: string | null;
}

/** A claimed lane. Every write made through it carries the fence, so a holder who lost it changes nothing. */
export interface Lane {
  readonly key: string;
  readonly owner: string;
  readonly fence: number;
}

/** What one job brought about. All of it is stored, or nothing. */
export interface JobResult {
  readonly now: Instant;
  readonly record?: TaskRecord;
  readonly jobs?: readonly NewJob[];
}

/** The lanes of one kind. */
export interface LineFigures {
  readonly prefix: string;
  /** Due, and held by nobody. */
  readonly waiting: number;
  readonly held: number;
  /** Since when the one that has waited longest is due; `null`: none waits. */
  readonly oldestDue: Instant | null;
}

/** One decision, as recorded: the next state of the task and the journal entry that leads to it. */
export interface TaskRecord {
  readonly task: Task;
  readonly entry: NewEntry;
  /**
   * `request` queues the task for the repository's production; `requeue` keeps its place, and takes back a grant that it does
   * not use; `front` makes it the first that waits; `release` gives production or the place back; `unhold` ends what `held`
   * began. Then the next in line is granted: whoever is gets a job made of `granted`, in the same transaction.
   */
  readonly production?: ProductionMove;
  /** With `request` and `requeue`: not granted before this; `null`: any time. */
  readonly notBefore?: Instant | null;
  /** With `request`: goes before everybody who waits, and is granted although production is held. A rollback is. */
  readonly urgent?: boolean;
  /** With `release`: production is held from now on, and `held.head` is banned. */
  readonly held?: ProductionHeld;
  /** The job for every other task that waits when the queue moved, and for the one that production was held for. */
  readonly moved?: (task: TaskKey) => NewJob;
  /** The job that tells a task that production is its own now. */
  readonly granted?: (task: TaskKey) => NewJob;
}

export interface NewEntry {
  readonly at: Instant;
  readonly event: Event;
  readonly actor: Actor | null;
  readonly from: Stage | null;
  readonly to: Stage;
  readonly because: Because;
  readonly operations: readonly Numbered[];
  /** The fields of the task that this decision set, with their new values: the journal folds to the task. */
  readonly changes: Partial<Task>;
  /** The stages passed through, with the reason for each move. Entries of the first version have none. */
  readonly moves?: Decision['moves'];
  /** Set when no delivery told of the event: Greenlight saw it on GitHub itself. */
  readonly found?: 'reconciled';
  /** What the decision was made from: with it, it can be made again. Entries of the first version have none. */
  readonly judged?: Judged;
}

/** What `decide` was told besides the task and the event, and where roles came from. */
export interface Judged {
  readonly facts: Facts;
  readonly sources: Settings['roles'];
}

/** A journal entry in its place: `hash` is the SHA-256 of the entry and `previous`, so the chain shows tampering. */
export interface JournalEntry extends NewEntry {
  readonly task: TaskKey;
  readonly number: number;
  readonly previous: string;
  readonly hash: string;
}

/** What stands on GitHub for a task, as Greenlight last put it there. */
export interface Shown {
  readonly version: number;
  /** GitHub's node id of the issue. */
  readonly node: string | null;
  readonly card: { readonly comment: number; readonly node: string; readonly body: string } | null;
  /** The stage label that Greenlight put there. */
  readonly label: string | null;
  readonly check: { readonly id: number; readonly head: string; readonly body: string } | null;
  /** Comments made to call people, by round: GitHub allows few, so some later calls of a round edit an earlier one. */
  readonly calls: readonly {
    readonly round: number;
    readonly comment: number;
    readonly id: string;
    readonly call: Call;
  }[];
}
