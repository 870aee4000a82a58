import { StoreProblem } from '#errors/store-problem.js';
import { UserError } from '#errors/user-error.js';

/** What to tell of an error that the person can mend, and the exit code; `null`: it is a bug, and keeps its stack. */
export function sayMistake(error: unknown, usage: string): { text: string; exitCode: number } | null {
  const known = error instanceof StoreProblem ? new UserError(error.code, { cause: error }) : error;
  if (known instanceof UserError) return { text: `greenlight: ${known.message}`, exitCode: 2 };
  const { code, message } = error as NodeJS.ErrnoException;
  if (code?.startsWith('ERR_PARSE_ARGS') !== true) return null;
  return { text: `greenlight: ${message}\nusage: ${usage}`, exitCode: 2 };
}
