import type { ExecutorName } from '#config/executor-name.js';
import type { GitHub, Repository } from '#simulator/github.js';

/** Where the shop and its sandboxes run in the demo: one for each executor. */
export interface Hosting {
  /** Of the shop's repository, besides its own: its configuration among them. */
  readonly files: Readonly<Record<string, string>>;
  /** Further variables of the server. */
  readonly variables: Readonly<Record<string, string>>;
  /** Puts a commit live without a task. Resolves to the address. */
  deploy(commit: string): Promise<string>;
  /** Ends everything that still runs, production too. */
  close(): Promise<void>;
}

/** What a hosting is opened with. */
export interface Ground {
  readonly github: GitHub;
  readonly repository: Repository;
  /** Everything that the demo writes. */
  readonly directory: string;
  /** What the server keeps. */
  readonly data: string;
  /** The variables that the server was started with, once it was. */
  readonly server: () => Readonly<Record<string, string>>;
  /** The shop's configuration as it stands in `examples/`. */
  readonly config: string;
}

/** The shop's configuration with another executor, and what that needs to know. */
export function withExecutor(config: string, executor: ExecutorName, more: readonly string[] = []): string {
  const lines = [`executor: ${executor}`, ...more].map((line) => `  ${line}\n`);
  return config.replace('  executor: command\n', lines.join(''));
}
