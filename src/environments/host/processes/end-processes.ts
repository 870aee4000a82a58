import { setTimeout as delay } from 'node:timers/promises';
import { findMarked, listProcesses, type RunningProcess } from './processes.js';

const graceMs = 5_000;
const lastMs = 2_000;
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
