import { readdir, readFile } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';

/** Kills every process that was started with this variable (`NAME=value`), whatever became of its parents; resolves when they are gone. Linux. */
export async function endTracked(variable: string): Promise<void> {
  for (let left = await findTracked(variable); left.length > 0; left = await findTracked(variable)) {
    left.forEach(kill);
    await delay(10);
  }
}

async function findTracked(variable: string): Promise<readonly number[]> {
  const names = await readdir('/proc').catch(() => []);
  const pids = names.map(Number).filter((pid) => pid > 0 && pid !== process.pid);
  const found = await Promise.all(pids.map((pid) => wasStartedWith(pid, variable)));
  return pids.filter((_pid, index) => found[index]);
}

/** Of one that has ended, or is somebody else's, nothing can be read. */
async function wasStartedWith(pid: number, variable: string): Promise<boolean> {
  const environment = await readFile(`/proc/${pid}/environ`, 'utf8').catch(() => '');
  return environment.split('\0').includes(variable);
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
