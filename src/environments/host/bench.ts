import { join } from 'node:path';
import type { ScriptName } from '#config/settings.js';
import type { Work } from '#ports/environments.js';
import type { Sha } from '#process/task.js';
import type { Executor } from './executor.js';
import type { Place } from './layout.js';
import { checkOut, fetchCommit, type Mirror } from './code/mirror.js';
import type { Log } from './logs/open-log.js';

/** One piece of work on its way: what it is, where it happens, and where it says so. */
export interface Bench {
  readonly executor: Executor;
  readonly operation: ScriptName;
  /** Its signal is aborted also when the executor is closed. */
  readonly work: Work;
  readonly place: Place;
  /** A directory of this piece of work alone, removed after it. */
  readonly scratch: string;
  readonly log: Log;
  readonly passed: Readonly<Record<string, string>>;
}

/** The files of a commit, in a new directory. Throws `WorkFailed` at `source` when the commit cannot be had. */
export async function checkOutCommit(
  { executor, work, log }: Bench,
  sha: Sha,
  into: string,
): Promise<string> {
  const { layout, variables, inTurns, opened } = executor;
  const mirror: Mirror = {
    directory: layout.mirror(work.repository),
    source: work.source,
    git: { server: variables, timeoutMs: work.settings.timeoutMs, signal: work.signal },
    inTurns,
    opened,
  };
  log.say(`code of commit ${sha.slice(0, 7)}`);
  await fetchCommit(mirror, sha);
  await checkOut(mirror, sha, into);
  return into;
}

/** Where the scripts of this piece of work are checked out. */
export const scriptsOf = ({ scratch }: Bench): string => join(scratch, 'scripts');
