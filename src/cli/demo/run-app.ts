import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Stage } from '#process/stage.js';

/** A decision as the server logs it. */
export interface LoggedDecision {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly task: string;
  readonly event: string;
  /** Who asked; `null`: Greenlight itself, or GitHub. */
  readonly by: string | null;
  readonly verdict: string;
  readonly because: string;
  readonly from: Stage;
  readonly stage: Stage;
  readonly round: number;
  readonly moves: readonly { readonly from: Stage; readonly to: Stage; readonly because: string }[];
}

export interface RunningApp {
  readonly url: string;
  /** Everything the server has decided, oldest first. */
  readonly decisions: readonly LoggedDecision[];
  /** Resolves to the first decision after the first `since` that fits; rejects when none comes. */
  until(fits: (decision: LoggedDecision) => boolean, wait: Wait): Promise<LoggedDecision>;
  /** Asks the server to stop, and waits until it has. */
  stop(): Promise<void>;
}

export interface Wait {
  readonly since: number;
  readonly what: string;
  readonly timeoutMs?: number;
}

const program = fileURLToPath(new URL('../../app/main.js', import.meta.url));

/** Starts the real server as a process of its own; its log goes to `<directory>/greenlight.log`. Resolves when it listens. */
export async function runApp(
  variables: Readonly<Record<string, string>>,
  directory: string,
): Promise<RunningApp> {
  const child = spawn(process.execPath, ['--enable-source-maps', program], {
    cwd: directory,
    env: { PATH: process.env['PATH'], ...variables },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(join(directory, 'greenlight.log'));
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => {
    errors.push(chunk.toString());
    log.write(chunk);
  });
  const decisions: LoggedDecision[] = [];
  const watchers = new Set<() => void>();
  const url = new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error(`the server did not start: ${errors.join('')}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      log.write(`${line}\n`);
      const entry = JSON.parse(line) as { msg: string; url: string } & LoggedDecision;
      if (entry.msg === 'listening') resolve(entry.url);
      if (entry.msg !== 'decided') return;
      decisions.push(entry);
      for (const look of watchers) look();
    });
  });
  return {
    url: await url,
    decisions,
    until: (fits, wait) => awaitDecision({ decisions, watchers }, fits, wait),
    stop: () => stop(child),
  };
}

function awaitDecision(
  { decisions, watchers }: { decisions: readonly LoggedDecision[]; watchers: Set<() => void> },
  fits: (decision: LoggedDecision) => boolean,
  { since, what, timeoutMs = 60_000 }: Wait,
): Promise<LoggedDecision> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer);
      watchers.delete(look);
    };
    const timer = setTimeout(() => {
      end();
      const last = decisions.at(-1);
      reject(
        new Error(
          `${what} did not come within ${timeoutMs / 1_000} s; last decided: ${last ? `${last.event} → ${last.verdict} (${last.because}), now ${last.stage}` : 'nothing'}`,
        ),
      );
    }, timeoutMs);
    const look = (): void => {
      const found = decisions.slice(since).find(fits);
      if (found === undefined) return;
      end();
      resolve(found);
    };
    watchers.add(look);
    look();
  });
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}
