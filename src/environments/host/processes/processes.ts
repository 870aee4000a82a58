import { access, readdir, readFile } from 'node:fs/promises';
import { openAsk } from './ask-patiently.js';

/** A process that runs, as Linux tells it in /proc. */
export interface RunningProcess {
  readonly pid: number;
  /** The process group. */
  readonly group: number;
  /** What it and its children that have ended have used. */
  readonly cpuMs: number;
}

/** The unit of time in /proc is a hundredth of a second wherever Node runs. */
const tickMs = 10;

const patienceMs = 1_000;

/** A process that does not tell is passed over: whatever Greenlight has started does. */
const ask = openAsk((path) => readFile(path, 'utf8'), patienceMs);

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

/** Every process of a run: of its group, or with its mark. */
export async function findRun({ mark, group }: { mark: string; group: number }): Promise<RunningProcess[]> {
  const all = await listProcesses();
  const marked = await Promise.all(all.map(async (one) => one.group === group || isMarked(one.pid, mark)));
  return all.filter((_, index) => marked[index]);
}

/** Whether this system tells which processes run and what they use. */
export function hasProcessList(): Promise<boolean> {
  return access('/proc/self/stat').then(
    () => true,
    () => false,
  );
}

async function readProcess(entry: string): Promise<RunningProcess | null> {
  const stat = await ask(`/proc/${entry}/stat`);
  if (stat === null) return null;
  // The second field is a name in brackets that may contain anything.
  const [state, , group, ...others] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  // A zombie has ended; it only waits for its parent to look.
  if (state === 'Z' || state === 'X') return null;
  // utime, stime, cutime, cstime: the 14th to the 17th field of proc(5).
  const ticks = others.slice(8, 12).reduce((sum, field) => sum + Number(field), 0);
  return { pid: Number(entry), group: Number(group), cpuMs: ticks * tickMs };
}

async function isMarked(pid: number, mark: string): Promise<boolean> {
  const variables = await ask(`/proc/${pid}/environ`);
  return variables?.split('\0').includes(mark) ?? false;
}
