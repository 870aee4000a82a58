import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScriptName } from '#config/settings.js';
import type { Work, WorkResult } from '#ports/environments.js';
import { admit } from './admit.js';
import type { Bench } from './bench.js';
import type { Executor } from './executor.js';
import { type Log, openLog } from './logs/open-log.js';
import { endLeftover } from './processes/run-record.js';
import { passedVariables } from './scripts/script-variables.js';
import { WorkFailed } from './work-failed.js';

type Did<Value> = (bench: Bench) => Promise<Value>;

/**
 * What every operation has in common: one at a time in an environment, a log, a clean place to work, and a result instead of
 * an error for whatever scripts, servers and disks do. Rejects with the signal's reason when that was aborted.
 */
export function performWork<Value extends object>(
  executor: Executor,
  { operation, work, act }: { operation: ScriptName; work: Work; act: Did<Value> },
): Promise<WorkResult<Value>> {
  const why = admit(operation, work);
  if (why !== null) return Promise.resolve({ kind: 'failed', why, at: 'source', log: null });
  const signal = AbortSignal.any([work.signal, executor.closing]);
  return executor.inTurns(`${work.repository.id}/${work.environment.name}`, async () => {
    await executor.tidied;
    signal.throwIfAborted();
    return performLogged(executor, { operation, work: { ...work, signal }, act });
  });
}

async function performLogged<Value extends object>(
  executor: Executor,
  { operation, work, act }: { operation: ScriptName; work: Work; act: Did<Value> },
): Promise<WorkResult<Value>> {
  const id = executor.ids.next();
  const passed = passedVariables(executor.variables, work.settings.pass);
  const log = await openLog({
    path: executor.layout.log(id),
    secrets: [work.source.token, ...passed.secrets],
    maxBytes: executor.maxLogBytes,
  });
  const url = `${executor.publicUrl}/logs/${id}`;
  const place = executor.layout.place(work.repository, work.environment.name);
  const scratch = join(executor.layout.scratch, id);
  try {
    sayBeginning(log, { operation, work, at: executor.clock.now(), refused: passed.refused });
    work.onLog(url);
    await Promise.all([place.root, scratch].map((path) => mkdir(path, { recursive: true, mode: 0o700 })));
    if (await endLeftover(place.run)) log.say('a script that an earlier run had left was ended first');
    const bench = { executor, operation, work, place, scratch, log, passed: passed.variables };
    const value = await act(bench);
    log.say('done');
    return { kind: 'done', log: url, ...value };
  } catch (error) {
    log.say(work.signal.aborted ? 'ended before it was done' : `failed: ${(error as Error).message}`);
    work.signal.throwIfAborted();
    return { ...failureOf(error), log: url };
  } finally {
    await removeScratch(scratch, log);
    await log.close();
  }
}

/** What a script has left there in use must not make a deployment that went well one that failed. */
async function removeScratch(scratch: string, log: Log): Promise<void> {
  await rm(scratch, { recursive: true, force: true, maxRetries: 3 }).catch((error: unknown) => {
    log.say(`its own directory could not be removed: ${(error as Error).message}`);
  });
}

function sayBeginning(
  log: Log,
  about: { operation: ScriptName; work: Work; at: number; refused: readonly string[] },
): void {
  const { operation, work, at, refused } = about;
  const when = new Date(at).toISOString();
  log.say(`${operation} · ${work.environment.name} · commit ${work.commit.slice(0, 7)} · ${when}`);
  if (refused.length > 0) log.say(`not passed to scripts, they are Greenlight's own: ${refused.join(', ')}`);
}

/** What the machine could not do (a full disk, a missing permission) is for people to mend; anything else is our fault. */
function failureOf(error: unknown): Omit<Extract<WorkResult<unknown>, { kind: 'failed' }>, 'log'> {
  if (error instanceof WorkFailed) {
    const { at, message, restored } = error;
    return { kind: 'failed', why: message, at, ...(restored && { restored }) };
  }
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined || syscall === undefined) throw error;
  const why =
    code === 'ENOSPC' || code === 'EDQUOT'
      ? 'the server has no space left on its disk'
      : `the server could not ${syscall} a file (${code})`;
  return { kind: 'failed', why, at: 'script' };
}
