import { setTimeout as delay } from 'node:timers/promises';
import { findMarked, listProcesses, type RunningProcess } from './processes.js';

const graceMs = 5_000;
const lastMs = 2_000;
const helpersMs = 10_000;
const lookMs = 25;

/** Ends a whole process group: asks (SIGTERM), and after five seconds insists (SIGKILL). */
export async function endGroup(group: number): Promise<void> {
  await end({
    send: (signal) => void trySignal(-group, signal),
    isGone: async () =>
      !trySignal(-group, 0) ||
      // What still answers may be zombies.
      (process.platform === 'linux' && !(await listProcesses()).some((one) => one.group === group)),
  });
}

/**
 * Ends what a program has started in its own group, as often as it starts something, and lets the program itself find out: it
 * fails, and tidies up. Waits ten seconds for it at most.
 */
export async function endHelpers(leader: number): Promise<void> {
  const asked = new Set<number>([leader]);
  const until = performance.now() + helpersMs;
  while (performance.now() < until && isThere(leader)) {
    for (const { pid, group } of await listProcesses()) {
      if (group !== leader || asked.has(pid)) continue;
      asked.add(pid);
      trySignal(pid, 'SIGTERM');
    }
    await delay(lookMs);
  }
}

/** A child that has ended answers until Node has noticed. */
const isThere = (pid: number): boolean => trySignal(pid, 0);

/** Ends every process with this variable in its environment, `NAME=value`, in the same way. */
export async function endMarked(
  mark: string,
  isMeant: (one: RunningProcess) => boolean = () => true,
): Promise<void> {
  let found = (await findMarked(mark)).filter(isMeant);
  await end({
    send: (signal) => found.forEach(({ pid }) => trySignal(pid, signal)),
    async isGone() {
      found = (await findMarked(mark)).filter(isMeant);
      return found.length === 0;
    },
  });
}

async function end({
  send,
  isGone,
}: {
  send: (signal: NodeJS.Signals) => void;
  isGone: () => Promise<boolean>;
}): Promise<void> {
  if (await isGone()) return;
  for (const [signal, waitMs] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', lastMs],
  ] as const) {
    const until = performance.now() + waitMs;
    send(signal);
    while (performance.now() < until) {
      if (await isGone()) return;
      // Somebody may have been started in the meantime.
      if (signal === 'SIGKILL') send(signal);
      await delay(lookMs);
    }
  }
}

function trySignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}
