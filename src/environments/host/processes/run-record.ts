import { writeFileSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { endMarked } from './end-processes.js';

/** The variable by which everything that a run started is found again. Its value cannot be guessed. */
export const runMark = (run: string): string => `GREENLIGHT_RUN=${run}`;

interface RunRecord {
  readonly run: string;
  readonly pid: number;
}

/** Remembers the script that was started, before anything else can happen. */
export function recordRun(path: string, record: RunRecord): void {
  writeFileSync(path, JSON.stringify(record), { mode: 0o600 });
}

export async function forgetRun(path: string): Promise<void> {
  await rm(path, { force: true });
}

/**
 * Ends the script that a crashed Greenlight left running in this environment; resolves to whether there was a record of one.
 * A server that the script had detached goes on: it may be what serves people.
 */
export async function endLeftover(path: string): Promise<boolean> {
  const record = parseRecord(await readFile(path, 'utf8').catch(() => ''));
  if (record !== null) await endMarked(runMark(record.run), ({ group }) => group === record.pid);
  await forgetRun(path);
  return record !== null;
}

function parseRecord(text: string): RunRecord | null {
  try {
    const { run, pid } = JSON.parse(text) as Partial<RunRecord>;
    return typeof run === 'string' && typeof pid === 'number' ? { run, pid } : null;
  } catch {
    return null;
  }
}
