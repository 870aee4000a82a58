import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Spares {
  take(): Promise<ChildProcess>;
  /** Whether one is loaded. */
  isReady(): boolean;
  close(): Promise<void>;
}

/** Processes that are loaded beforehand, one after another: two at the same time would slow down what is under trial. */
export function openSpares(most: number, load: () => Promise<ChildProcess>): Spares {
  const ready: ChildProcess[] = [];
  const asking: ((child: ChildProcess) => void)[] = [];
  let loading: Promise<void> | null = null;
  let isClosed = false;
  const fill = async (): Promise<void> => {
    while (!isClosed && ready.length < most) {
      const child = await load();
      const next = asking.shift();
      if (next === undefined) ready.push(child);
      else next(child);
    }
    loading = null;
  };
  const more = (): void => void (loading ??= fill());
  more();
  return {
    take: () => {
      const child = ready.shift();
      const taken = child ? Promise.resolve(child) : new Promise<ChildProcess>((take) => asking.push(take));
      more();
      return taken;
    },
    isReady: () => ready.length > 0,
    async close() {
      isClosed = true;
      await loading;
      for (const child of ready) child.kill('SIGKILL');
    },
  };
}

/** A process that has loaded everything, and waits to be told to start. */
export async function loadApp(
  program: string,
  variables: Readonly<Record<string, string>>,
  log: number,
): Promise<ChildProcess> {
  const child = spawn(process.execPath, [program], {
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', log, log, 'ipc'],
  });
  child.on('error', () => undefined);
  await once(child, 'message');
  return child;
}
