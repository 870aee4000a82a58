import { readdir, readFile } from 'node:fs/promises';

/** A process that runs, as Linux tells it in /proc. */
export interface RunningProcess {
  readonly pid: number;
  /** The process group. */
  readonly group: number;
}

/** Every process that has not ended. Empty where there is no /proc: there only process groups are looked after. */
export async function listProcesses(): Promise<RunningProcess[]> {
  const entries = await readdir('/proc').catch(() => []);
  const all = await Promise.all(entries.filter((entry) => /^\d+$/.test(entry)).map(readProcess));
  return all.filter((one) => one !== null);
}

/** Every process that has this variable in its environment, `NAME=value`: what a script started, however it detached. */
export async function findMarked(mark: string): Promise<RunningProcess[]> {
  const all = await listProcesses();
  const marked = await Promise.all(all.map(({ pid }) => isMarked(pid, mark)));
  return all.filter((_, index) => marked[index]);
}

async function readProcess(entry: string): Promise<RunningProcess | null> {
  const stat = await readFile(`/proc/${entry}/stat`, 'utf8').catch(() => null);
  if (stat === null) return null;
  // The second field is a name in brackets that may contain anything.
  const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; it only waits for its parent to look.
  return state === 'Z' || state === 'X' ? null : { pid: Number(entry), group: Number(group) };
}

async function isMarked(pid: number, mark: string): Promise<boolean> {
  const variables = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  return variables.split('\0').includes(mark);
}
