import type { Clock } from '#ports/clock.js';
import type { Deliveries } from '#ports/deliveries.js';
import type { Environments } from '#ports/environments.js';
import type { GitHub } from '#ports/github.js';
import type { Hooks } from '#ports/hooks.js';
import type { Meters } from '#ports/meters.js';
import type { Store } from '#ports/store.js';
import type { Configs } from './configs.js';
import type { GiveWay } from './give-way.js';
import type { Rhythm } from './rhythm.js';

/** Everything the shell works with, handed in by the composition root. */
export interface Engine {
  readonly store: Store;
  readonly github: GitHub;
  readonly deliveries: Deliveries;
  readonly environments: Environments;
  readonly hooks: Hooks;
  readonly clock: Clock;
  readonly rhythm: Rhythm;
  readonly log: Log;
  readonly meters: Meters;
  readonly configs: Configs;
  readonly giveWay: GiveWay;
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
