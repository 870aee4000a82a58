import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { openTarget } from './open-target.js';
import type { TargetName } from './target.js';
import { batch, tell, type Tried } from './try-inputs.js';

/** What a worker is asked to try. `at`: three numbers – seed, index, and how many were begun. */
export interface Asked {
  readonly target: TargetName;
  readonly runs: number;
  readonly seed: number;
  readonly at: SharedArrayBuffer;
}

/** One input that takes this long will not end. */
const hangsMs = 20_000;
const lookMs = 500;

/** Tries a target in a thread of its own, and ends it when one input takes for ever. */
export async function watch(asked: Omit<Asked, 'at'>): Promise<Tried> {
  const at = new SharedArrayBuffer(12);
  const place = new Int32Array(at);
  const worker = new Worker(new URL('worker.js', import.meta.url), {
    workerData: { ...asked, at } satisfies Asked,
    // A crash for want of memory is a finding, and no end of everything.
    resourceLimits: { maxOldGenerationSizeMb: 1_024 },
  });
  const began = performance.now();
  let looking: NodeJS.Timeout | undefined;
  const stopped = (what: string): Promise<Tried> => stoppedAt(asked, place, { what, began });
  try {
    return await new Promise<Tried>((resolve, reject) => {
      let seen = -1;
      let since = performance.now();
      looking = setInterval(() => {
        if (place[2] !== seen) since = performance.now();
        seen = place[2] ?? 0;
        if (performance.now() - since > hangsMs)
          stopped(`hangs for ${hangsMs / 1_000} s`).then(resolve, reject);
      }, lookMs);
      worker.once('message', resolve);
      worker.once('error', (error) => void stopped(`crashed: ${String(error)}`).then(resolve, reject));
    });
  } finally {
    clearInterval(looking);
    await worker.terminate();
  }
}

/** The input is made once more from its seed. */
async function stoppedAt(
  { target: name }: Omit<Asked, 'at'>,
  place: Int32Array,
  { what, began }: { what: string; began: number },
): Promise<Tried> {
  const [seed = 0, index = 0, inputs = 0] = place;
  const target = await openTarget(name);
  const input = fc.sample(target.inputs, { seed, numRuns: batch })[index];
  await target.close();
  const seconds = (performance.now() - began) / 1_000;
  return {
    inputs,
    seconds,
    slowestMs: NaN,
    grownMB: NaN,
    findings: [{ seed, index, what, input: tell(input) }],
  };
}
