import type { Clock } from '#ports/clock.js';
import type { Environments } from '#ports/environments.js';
import type { GitHub } from '#ports/github.js';
import type { Hooks } from '#ports/hooks.js';
import type { Store } from '#ports/store.js';
import type { Configs } from './configs.js';

/** Everything the shell works with, handed in by the composition root. */
export interface Engine {
  readonly store: Store;
  readonly github: GitHub;
  readonly environments: Environments;
  readonly hooks: Hooks;
  readonly clock: Clock;
  readonly log: Log;
  readonly configs: Configs;
  /** Operations that run in this process, by id: a superseded one is aborted. */
  readonly running: Map<string, AbortController>;
  /** A number from 0 up to 1, to spread retries. */
  readonly random: () => number;
  /** The App's own login is `<slug>[bot]`. */
  readonly appSlug: string;
  /** GitHub's pages, e.g. `https://github.com`, without a trailing slash. */
  readonly webUrl: string;
}

/** Structured logging: facts first, then one line. Never a secret, never a payload. */
export interface Log {
  info(facts: object, message: string): void;
  warn(facts: object, message: string): void;
  error(facts: object, message: string): void;
}
