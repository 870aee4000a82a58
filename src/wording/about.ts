import type { Settings } from '#config/settings.js';
import type { ProductionHeld } from '#process/production-facts.js';
import type { Instant, Task } from '#process/task.js';
import type { Unfinished } from './unfinished.js';
import type { Words } from './words.js';

/** Addresses that texts point to; `null` where there is nothing to look at: not yet, or the sandbox is stopped. */
export interface Links {
  readonly sandbox: string | null;
  readonly production: string | null;
  readonly change: string | null;
  readonly log: string | null;
}

/** A task in the queue for production: how many are before it, and which, e.g. `#7`. */
export interface Queue {
  readonly position: number;
  readonly ahead: readonly string[];
  /** Production is held after a rollback. */
  readonly held?: ProductionHeld | null;
  /** Set while the task waits for a sandbox of its own. */
  readonly sandboxes?: SandboxQueue | null;
}

export interface SandboxQueue {
  /** 1: the next. */
  readonly place: number;
  /** Issues whose tasks have a sandbox, `#12`. */
  readonly holders: readonly string[];
}

/** Work that the repository's own CI/CD does for the task. */
export interface Pipeline {
  /** When it was last heard to be at work; `null`: not yet. */
  readonly heard: Instant | null;
  readonly log: string | null;
}

/** What waits for somebody who runs the server. */
export interface Help {
  readonly since: Instant;
  /** One at least, the oldest first. */
  readonly unfinished: readonly Unfinished[];
}

/** What a text about a task is made from. */
export interface About {
  readonly task: Task;
  /** `null`: not at hand, so nobody is named and the process's own defaults count. */
  readonly settings: Settings | null;
  /** Why the configuration cannot be used; then the settings are the defaults, and say nothing about people. */
  readonly problem: string | null;
  readonly links: Links;
  readonly words: Words;
  /** Where the task stands in the queue for production; absent: not known here. */
  readonly queue?: Queue | null;
  /** Set where the repository's CI/CD does what Greenlight works for. */
  readonly pipeline?: Pipeline | null;
  readonly help?: Help | null;
}
