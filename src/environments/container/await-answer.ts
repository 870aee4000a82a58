import { setTimeout as delay } from 'node:timers/promises';
import { becomeHealthy } from '../host/become-healthy.js';
import { WorkFailed } from '../host/work-failed.js';
import type { Running } from '#ports/environments.js';
import { callEngine, sayWords } from './call-engine.js';
import { type ContainerBench, steadyCallerOf } from './container-bench.js';
import type { Container } from './look.js';
import { findOwn, removeContainer } from './replace-container.js';

const startMs = 30_000;
const askMs = 2_000;
const pauseMs = 150;
const asksPerLook = 4;
/** The exit code of what was ended by SIGKILL: not every kernel tells the engine that it was for memory. */
const killed = 137;

/**
 * Waits until the new container answers at all, then until its probes are content. A container that ended meanwhile is removed:
 * `WorkFailed` at `script` has its last words.
 */
export async function awaitAnswer(bench: ContainerBench, running: Running & { port: number }): Promise<void> {
  await awaitStart(bench, running.port);
  try {
    await becomeHealthy(bench, running);
  } catch (error) {
    if (error instanceof WorkFailed) await failIfEnded(bench);
    throw error;
  }
}

/** Whether it does well is for the probes to say; a server needs a moment before it can be asked. */
async function awaitStart(bench: ContainerBench, port: number): Promise<void> {
  const { signal, settings } = bench.work;
  const until = performance.now() + Math.min(startMs, settings.timeoutMs);
  for (let asked = 0; performance.now() < until; asked += 1) {
    signal.throwIfAborted();
    if (await answers(bench.engine.bind, port)) return;
    if (asked % asksPerLook === 0) await failIfEnded(bench);
    await delay(pauseMs, undefined, { signal });
  }
  bench.log.say(`nothing answers yet, ${Math.min(startMs, settings.timeoutMs) / 1_000} s after the start`);
}

/** Asks the container where it is published, wherever people reach it. */
async function answers(bind: string, port: number): Promise<boolean> {
  const host = { '0.0.0.0': '127.0.0.1', '[::]': '[::1]' }[bind] ?? bind;
  const signal = AbortSignal.timeout(askMs);
  return fetch(`http://${host}:${port}/`, { redirect: 'manual', signal }).then(
    async (response) => {
      await response.body?.cancel();
      return true;
    },
    () => false,
  );
}

/** One that was started again has ended before. */
async function failIfEnded(bench: ContainerBench): Promise<void> {
  const container = await findOwn(bench);
  if (container !== null && container.State.Running && container.RestartCount === 0) return;
  const why = container === null ? 'the container was removed by somebody' : await sayEnd(bench, container);
  await removeContainer(bench);
  throw new WorkFailed('script', why);
}

async function sayEnd(bench: ContainerBench, { State }: Container): Promise<string> {
  const words: string[] = [];
  const stream = (): ReturnType<typeof bench.log.stream> =>
    bench.log.stream((line) => {
      if (line.trim() !== '') words.push(line.trim());
    });
  const caller = { ...steadyCallerOf(bench), log: { ...bench.log, stream } };
  await callEngine(caller, ['logs', '--tail', '20', bench.names.container], { isForPeople: true });
  const { memory } = bench.work.settings.container;
  const isKilled = State.OOMKilled || State.ExitCode === killed;
  const how = isKilled
    ? `was killed, as one is that needs more memory than ${memory}`
    : `ended at once${State.Running ? '' : ` (exit code ${State.ExitCode})`}`;
  return `the container ${how}${sayWords(words.slice(-6))}`;
}
