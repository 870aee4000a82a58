import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { StoreProblem } from '#errors/store-problem.js';
import { UserError } from '#errors/user-error.js';
import { readEnvironment } from './read-environment.js';
import { start } from './start.js';

/** As Probot does: a `.env` beside us, which never overrides what is set. */
if (existsSync('.env')) loadEnvFile('.env');

try {
  const server = await start(readEnvironment(process.env));
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void stop(server.stop));
} catch (error) {
  refuse(error);
}

async function stop(end: () => Promise<void>): Promise<void> {
  await end();
  process.exit(0);
}

/** What an operator can mend is one clear line; everything else is a bug, with its stack. */
function refuse(error: unknown): void {
  const known = error instanceof StoreProblem ? new UserError(error.code, { cause: error }) : error;
  process.stderr.write(
    known instanceof UserError
      ? `greenlight: ${known.message}\n`
      : `${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  process.exit(1);
}
