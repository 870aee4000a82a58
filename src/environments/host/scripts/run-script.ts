import { mkdir } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { type Bench, checkOutCommit, scriptsOf } from '../bench.js';
import { boundCpu, type CpuBound } from '../processes/bound-cpu.js';
import { endMarked } from '../processes/end-processes.js';
import { findScript } from './find-script.js';
import { readOutput } from './read-output.js';
import { hasProcessList } from '../processes/processes.js';
import { type Ended, runProcess } from '../processes/run-process.js';
import { forgetRun, recordRun, runMark } from '../processes/run-record.js';
import { plainVariables } from './script-variables.js';
import { WorkFailed } from '../work-failed.js';

/**
 * Runs the operation's script from the default branch and resolves to what it wrote to GREENLIGHT_OUTPUT. Throws
 * `WorkFailed` when it does not end well; then, after a timeout (of the clock or of CPU time) or an abort, nothing that it started is left.
 */
export async function runScript(
  bench: Bench,
  variables: Readonly<Record<string, string | null>>,
): Promise<ReadonlyMap<string, string>> {
  const { operation, work, log, place, executor } = bench;
  const checkout = await checkOutCommit(bench, work.scripts, scriptsOf(bench));
  const path = work.settings.scripts[operation];
  if (path === undefined)
    throw new WorkFailed(
      'source',
      `the repository names no ${operation} script (environments.scripts.${operation})`,
    );
  const file = await findScript(checkout, operation, path);
  const run = executor.ids.next();
  const output = join(bench.scratch, 'output');
  log.say(`${path} of commit ${work.scripts.slice(0, 7)} begins`);
  const cpu = await boundScript(bench, runMark(run));
  let ended: Ended;
  try {
    ended = await runProcess({
      file,
      args: [],
      directory: checkout,
      variables: {
        ...(await baseVariables(bench)),
        ...withoutNull(variables),
        GREENLIGHT_OUTPUT: output,
        GREENLIGHT_RUN: run,
      },
      timeoutMs: work.settings.timeoutMs,
      signal: AbortSignal.any([work.signal, cpu.signal]),
      output: () => log.stream(),
      onStart: (pid) => {
        recordRun(place.run, { run, pid });
        cpu.watch(pid);
      },
    });
    if (ended.kind === 'timeout') await endMarked(runMark(run));
  } catch (error) {
    await endMarked(runMark(run));
    throw error;
  } finally {
    cpu.end();
    await forgetRun(place.run);
  }
  failUnlessWell(bench, ended);
  return readOutput(output);
}

/** Half of the machine's CPU time is left to Greenlight and to the other environments. */
async function boundScript({ executor, operation, work, log }: Bench, mark: string): Promise<CpuBound> {
  const cores = executor.maxCores ?? Math.max(1, availableParallelism() / 2);
  const limitMs = work.settings.timeoutMs * cores;
  const why = `the ${operation} script used more than ${limitMs / 1_000} s of CPU time and was ended`;
  if (!(await hasProcessList()))
    log.say('how much CPU time the script uses is not bounded: there is no /proc');
  return boundCpu(mark, { limitMs, reason: new WorkFailed('timeout', why) });
}

async function baseVariables({
  executor,
  operation,
  work,
  place,
  scratch,
  passed,
}: Bench): Promise<Record<string, string>> {
  const [home, tmp] = [join(scratch, 'home'), join(scratch, 'tmp')];
  await Promise.all([home, tmp, place.data].map((path) => mkdir(path, { recursive: true })));
  return {
    ...passed,
    ...plainVariables(executor.variables, { home, tmp }),
    GREENLIGHT_OPERATION: operation,
    GREENLIGHT_ENVIRONMENT: work.environment.name,
    GREENLIGHT_KIND: work.environment.kind,
    GREENLIGHT_ENVIRONMENT_DIR: place.data,
    GREENLIGHT_TASK: work.task,
    GREENLIGHT_ROUND: String(work.round),
    ...(work.environment.kind === 'sandbox' && {
      GREENLIGHT_FROM_SERVICES: work.settings.sandbox.from.services.join(' '),
      GREENLIGHT_FROM_DATA: work.settings.sandbox.from.data,
    }),
  };
}

function withoutNull(variables: Readonly<Record<string, string | null>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

function failUnlessWell({ operation, work, log }: Bench, ended: Ended): void {
  const last = log.lastLine();
  const words = last === null ? '' : `; its last words: “${last.trim().slice(0, 200)}”`;
  switch (ended.kind) {
    case 'exited':
      if (ended.code === 0) return;
      throw new WorkFailed('script', `the ${operation} script ended with exit code ${ended.code}${words}`);
    case 'killed':
      throw new WorkFailed('script', `the ${operation} script was ended by ${ended.signal}${words}`);
    case 'timeout': {
      const seconds = work.settings.timeoutMs / 1_000;
      throw new WorkFailed('timeout', `the ${operation} script did not end within ${seconds} s${words}`);
    }
    case 'unstartable':
      throw new WorkFailed('script', sayUnstartable(operation, ended.code));
  }
}

function sayUnstartable(operation: string, code: string): string {
  if (code === 'ENOENT')
    return `the ${operation} script names a program in its #! line that is not installed here`;
  return `the ${operation} script cannot be started (${code})`;
}
