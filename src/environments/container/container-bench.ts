import type { Bench } from '../host/bench.js';
import type { Caller } from './call-engine.js';
import type { Engine } from './engine.js';
import type { Names, Scope } from './names.js';

/** One piece of work with an engine at hand. */
export interface ContainerBench extends Bench {
  readonly engine: Engine;
  /** Tells apart several Greenlights with one engine. */
  readonly server: string;
  readonly names: Names;
  readonly scope: { readonly repository: Scope; readonly environment: Scope };
  /** Commits whose images somebody is about to run; how many do. */
  readonly held: Map<string, number>;
}

/** Labels of everything that is made for the environment. */
export const labelArguments = ({ scope }: ContainerBench): string[] => [
  ...['--label', scope.repository.label],
  ...['--label', scope.environment.label],
];

/** Calls that end with the work. */
export const callerOf = ({ engine, work, log }: ContainerBench): Caller => ({
  engine,
  signal: work.signal,
  timeoutMs: work.settings.timeoutMs,
  log,
});

const steadyMs = 120_000;

/** Calls that go on to their end also when the work is aborted: what is half replaced serves nobody. */
export const steadyCallerOf = ({ engine, log }: ContainerBench): Caller => ({
  engine,
  signal: new AbortController().signal,
  timeoutMs: steadyMs,
  log,
});
