import fc from 'fast-check';
import { Broken, type Target } from './target.js';

/** Inputs of one seed: whoever looks for one again makes no more than these. */
export const batch = 100;
/** A text of this size gets the whole allowance again. */
const fullSize = 65_536;
/** What was too slow once is tried so often before it counts: the rubbish of others may have been collected meanwhile. */
const secondChances = 4;
const mostTold = 400;
const mostFindings = 10;

/** Something wrong, and how to see it again. */
export interface Finding {
  readonly seed: number;
  /** Its place among the inputs of the seed, from 0. */
  readonly index: number;
  readonly what: string;
  readonly input: string;
}

export interface Tried {
  readonly inputs: number;
  readonly seconds: number;
  readonly slowestMs: number;
  /** Growth of resident memory after the first tenth, in MB. */
  readonly grownMB: number;
  readonly findings: readonly Finding[];
}

/** Tries inputs made of `seed`, and of the seeds after it; `beginning` is told of each before it is tried. */
export async function tryInputs(
  target: Target<unknown>,
  { runs, seed }: { runs: number; seed: number },
  beginning: (seed: number, index: number) => void = () => undefined,
): Promise<Tried> {
  const findings: Finding[] = [];
  const began = performance.now();
  let slowestMs = 0;
  let inputs = 0;
  let before = 0;
  for (let turn = 0; inputs < runs && findings.length < mostFindings; turn += 1) {
    if (inputs <= runs / 10) before = memoryMB();
    const some = fc.sample(target.inputs, { seed: seed + turn, numRuns: Math.min(batch, runs - inputs) });
    for (const [index, input] of some.entries()) {
      beginning(seed + turn, index);
      const { ms, what } = await tryOne(target, input);
      slowestMs = Math.max(slowestMs, ms);
      if (what !== null) findings.push({ seed: seed + turn, index, what, input: tell(input) });
    }
    inputs += some.length;
  }
  const seconds = (performance.now() - began) / 1_000;
  return { inputs, seconds, slowestMs, grownMB: memoryMB() - before, findings };
}

async function tryOne(
  target: Target<unknown>,
  input: unknown,
): Promise<{ readonly ms: number; readonly what: string | null }> {
  const allowed = target.allowanceMs * (1 + target.sizeOf(input) / fullSize);
  let ms = Infinity;
  for (let chance = 0; chance < secondChances && ms > allowed; chance += 1) {
    const begin = process.cpuUsage();
    try {
      await target.check(input);
    } catch (error) {
      return { ms: 0, what: say(error) };
    }
    ms = Math.min(ms, processorMs(begin));
  }
  return { ms, what: ms > allowed ? `took ${ms.toFixed(0)} ms of the processor` : null };
}

/** Since then, of this process: what runs beside it on a busy machine is none of it. That one hangs is seen by whoever watches. */
function processorMs(begin: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(begin);
  return (user + system) / 1_000;
}

/** An input as people can read it: at most its beginning. */
export function tell(input: unknown): string {
  const text = JSON.stringify(input, (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : value,
  );
  return text.length > mostTold ? `${text.slice(0, mostTold)}… (${text.length} characters)` : text;
}

function say(error: unknown): string {
  if (error instanceof Broken) return error.message;
  return `crashed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}

const memoryMB = (): number => process.memoryUsage.rss() / 1e6;
