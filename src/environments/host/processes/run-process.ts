import { type ChildProcess, spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { endGroup } from './end-processes.js';

export interface Command {
  readonly file: string;
  readonly args: readonly string[];
  readonly directory: string;
  /** Its whole environment. */
  readonly variables: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  readonly output: (stream: 'stdout' | 'stderr') => { push(text: string): void; end(): void };
  /** Open files, by descriptor, in place of nothing to read and of `output`. */
  readonly stdin?: number;
  readonly stdout?: number;
  readonly onStart?: (pid: number) => void;
  /** Called before a timeout or an abort ends the group: for programs that tidy up only when they are let. */
  readonly beforeEnding?: (pid: number) => Promise<void>;
}

export type Ended =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: NodeJS.Signals }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'unstartable'; readonly code: string };

/** What a process that has ended may still have in its pipes. */
const drainMs = 500;
/** A timer of Node cannot be longer, and would end at once. */
const longestMs = 2 ** 31 - 1;

/**
 * Runs a program without a shell, in a process group of its own, and resolves when it and its group have ended. Rejects with
 * the signal's reason when that was aborted. What left the group on purpose (setsid) goes on.
 */
export async function runProcess(command: Command): Promise<Ended> {
  const { file, args, directory, variables, timeoutMs, signal } = command;
  signal.throwIfAborted();
  const child = spawn(file, args, {
    cwd: directory,
    env: variables,
    detached: true,
    stdio: [command.stdin ?? 'ignore', command.stdout ?? 'pipe', 'pipe'],
  });
  const closed = follow(child, command);
  if (child.pid !== undefined) command.onStart?.(child.pid);

  const timer = new AbortController();
  const expired = delay(Math.min(timeoutMs, longestMs), { kind: 'timeout' } as const, {
    signal: AbortSignal.any([timer.signal, signal]),
  }).catch(() => ({ kind: 'aborted' }) as const);
  const first = await Promise.race([ending(child), expired]);
  timer.abort();
  if (child.pid !== undefined) {
    if (first.kind === 'timeout' || first.kind === 'aborted') await command.beforeEnding?.(child.pid);
    await endGroup(child.pid);
  }
  await Promise.race([closed, delay(drainMs, undefined, { ref: false })]);
  child.stdout?.destroy();
  child.stderr?.destroy();
  if (first.kind === 'aborted') throw signal.reason as Error;
  return first;
}

function ending(child: ChildProcess): Promise<Ended> {
  return new Promise((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) =>
      resolve({ kind: 'unstartable', code: error.code ?? error.message }),
    );
    child.once('exit', (code, signal) =>
      resolve(code === null ? { kind: 'killed', signal: signal ?? 'SIGKILL' } : { kind: 'exited', code }),
    );
  });
}

/** Hands the output on; resolves when nobody writes any more. */
function follow(child: ChildProcess, { output }: Command): Promise<void> {
  const streams = (['stdout', 'stderr'] as const).map((name) => {
    const stream = child[name];
    if (stream === null) return Promise.resolve();
    const lines = output(name);
    stream.setEncoding('utf8').on('data', (text: string) => lines.push(text));
    stream.on('error', () => undefined);
    return new Promise<void>((resolve) =>
      stream.on('close', () => {
        lines.end();
        resolve();
      }),
    );
  });
  return Promise.all(streams).then(() => undefined);
}
