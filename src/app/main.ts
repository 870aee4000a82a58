import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { loadEnvFile } from 'node:process';
import { StoreProblem } from '#errors/store-problem.js';
import { UserError } from '#errors/user-error.js';
import { readEnvironment } from './read-environment.js';
import { type RunningServer, start } from './start.js';

/** After this the process ends, whatever hangs: leases that were not handed back end by themselves. */
const mostMs = 19_000;

/** As Probot does: a `.env` beside us, which never overrides what is set. */
if (existsSync('.env')) loadEnvFile('.env');

const state: { stop: RunningServer['stop'] | null; stopping: boolean } = { stop: null, stopping: false };
// Before anything else: the first process of a container is not ended by a signal that it does not listen to.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void end(signal));

try {
  const { stop } = await start(readEnvironment(process.env));
  state.stop = stop;
} catch (error) {
  refuse(error);
}

/** The second signal ends the process at once, and so does the first while it is still starting. */
async function end(signal: 'SIGTERM' | 'SIGINT'): Promise<void> {
  if (state.stopping) process.exit(128 + constants.signals[signal]);
  state.stopping = true;
  setTimeout(() => process.exit(0), mostMs);
  await state.stop?.().catch(refuse);
  process.exit(0);
}

/** What an operator can mend is one clear line; everything else is a bug, with its stack. */
function refuse(error: unknown): never {
  const known = error instanceof StoreProblem ? new UserError(error.code, { cause: error }) : error;
  process.stderr.write(
    known instanceof UserError
      ? `greenlight: ${known.message}\n`
      : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
