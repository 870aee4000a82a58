import { setTimeout as delay } from 'node:timers/promises';
import { findRun } from './processes.js';

/** Time between two looks; so much more may be used before it is seen. */
const lookMs = 500;

export interface CpuBound {
  /** Aborted with `reason` when more was used. */
  readonly signal: AbortSignal;
  /** Begins to look at this process group and at everything that has the mark. */
  watch(group: number): void;
  end(): void;
}

/**
 * Bounds the CPU time of a run, all its processes together. Limits of the system would be inherited by the servers that a script
 * starts, and end them one day; this one ends with the run. Needs /proc.
 */
export function boundCpu(mark: string, { limitMs, reason }: { limitMs: number; reason: Error }): CpuBound {
  const exceeded = new AbortController();
  const ended = new AbortController();
  const look = async (group: number): Promise<void> => {
    while (!ended.signal.aborted) {
      const processes = await findRun({ mark, group });
      if (processes.reduce((sum, { cpuMs }) => sum + cpuMs, 0) > limitMs) {
        exceeded.abort(reason);
        return;
      }
      await delay(lookMs, undefined, { signal: ended.signal, ref: false }).catch(() => undefined);
    }
  };
  return {
    signal: exceeded.signal,
    watch: (group) => void look(group),
    end: () => ended.abort(),
  };
}
