import { spawn } from 'node:child_process';

export interface ProcessRun {
  readonly command: string;
  readonly args: readonly string[];
  readonly directory: string;
  readonly variables: Readonly<Record<string, string>>;
  /** Ends it: everything in its process group is killed. */
  readonly signal: AbortSignal;
  readonly onOutput: (chunk: Buffer) => void;
}

/** Runs a process and resolves to its exit code when nothing holds its output any more; 1 when it was killed. */
export function runProcess({
  command,
  args,
  directory,
  variables,
  signal,
  onOutput,
}: ProcessRun): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: directory,
      env: variables,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const kill = (): void => {
      if (child.pid !== undefined) killGroup(child.pid);
    };
    if (signal.aborted) kill();
    signal.addEventListener('abort', kill, { once: true });
    child.stdout.on('data', onOutput);
    child.stderr.on('data', onOutput);
    child.on('error', reject);
    child.on('close', (code) => {
      signal.removeEventListener('abort', kill);
      resolve(code ?? 1);
    });
  });
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
