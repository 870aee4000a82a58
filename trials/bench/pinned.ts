import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Whether processes can be kept to one processor each, so that who sends never takes time from who is measured. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['--version']).status === 0;

/** A command that runs on one processor only, where that can be had. */
export function pinned(
  processor: number,
  [program, ...argv]: readonly [string, ...string[]],
): [string, ...string[]] {
  return canPin ? ['taskset', '-c', String(processor), program, ...argv] : [program, ...argv];
}

/** Keeps this process, with every thread of it, to one processor. */
export function pinSelf(processor: number): void {
  if (canPin) spawnSync('taskset', ['-a', '-c', '-p', String(processor), String(process.pid)]);
}
