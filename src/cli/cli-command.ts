import type { Terminal } from './terminal.js';

/** One command of the command line: how it is written, what it is for, and what it does. */
export interface CliCommand {
  readonly usage: string;
  readonly help: string;
  /** Returns the exit code: 0 when all is well, 1 when something was found. Throws `UserError` for what a person can mend. */
  readonly run: (args: readonly string[], terminal: Terminal) => Promise<number>;
}
