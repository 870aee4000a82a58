import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkOut } from './check-out.js';
import { readCommandFile } from './command-file.js';
import { type Contexts, fill, fillAll } from './expressions.js';
import { runProcess } from './run-process.js';
import type { Job, Step } from './workflow.js';

/** Where a job is at work. */
export interface Bench {
  readonly job: Job;
  readonly workspace: string;
  readonly temp: string;
  readonly repositoryUrl: string;
  readonly sha: string;
  readonly token: string;
  /** What every process finds in its environment, before `env`. */
  readonly base: Readonly<Record<string, string>>;
  readonly log: (text: string) => void;
}

/** What a step came to, and what it hands on. */
export interface StepResult {
  readonly code: number;
  readonly outputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
}

/** Runs one step; `contexts.env` is the step's whole `env`. */
export async function runStep(
  bench: Bench,
  step: Step,
  { contexts, signal }: { contexts: Contexts; signal: AbortSignal },
): Promise<StepResult> {
  if (step.run !== undefined) return runScript(bench, step, { contexts, signal });
  if (step.uses === undefined || !step.uses.startsWith('actions/checkout@'))
    throw new Error(`this runner has no action ${step.uses ?? ''}`);
  const { workspace, repositoryUrl: url, token, sha, log } = bench;
  const inputs = fillAll(step.with, contexts);
  const onOutput = (chunk: Buffer): void => log(chunk.toString());
  const code = await checkOut({ url, token, workspace, inputs, sha, signal, onOutput });
  return { code, outputs: {}, env: {} };
}

const shells: Readonly<Record<string, readonly string[]>> = {
  /** Where the workflow names none. */
  unnamed: ['bash', '-e'],
  bash: ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail'],
  sh: ['sh', '-e'],
};

async function runScript(
  { job, workspace, temp, base, log }: Bench,
  step: Step,
  { contexts, signal }: { contexts: Contexts; signal: AbortSignal },
): Promise<StepResult> {
  const defaults = { shell: 'unnamed', 'working-directory': '.', ...job.defaults?.run };
  const shell = step.shell ?? defaults.shell;
  const [command, ...args] = shells[shell] ?? [];
  if (command === undefined) throw new Error(`this runner has no shell ${shell}`);
  const files = join(temp, '_runner_file_commands');
  await mkdir(files, { recursive: true });
  const [script, env, output] = ['script', 'env', 'output'].map((kind) =>
    join(files, `${kind}_${randomUUID()}`),
  ) as [string, string, string];
  await writeFile(script, fill(step.run, contexts));
  await Promise.all([env, output].map((path) => writeFile(path, '')));
  const where = step['working-directory'] ?? defaults['working-directory'];
  const code = await runProcess({
    command,
    args: [...args, script],
    directory: join(workspace, fill(where, contexts)),
    variables: {
      ...base,
      ...(contexts['env'] as Record<string, string>),
      GITHUB_ENV: env,
      GITHUB_OUTPUT: output,
    },
    signal,
    onOutput: (chunk) => log(chunk.toString()),
  });
  return { code, outputs: await readCommandFile(output), env: await readCommandFile(env) };
}
