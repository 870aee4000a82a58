import { fill, fillAll, type Contexts, holds, type JobStatus } from './expressions.js';
import { type Bench, runStep } from './run-step.js';
import type { Step, Variables } from './workflow.js';

const minuteMs = 60_000;
/** What GitHub gives a job and, once it is cancelled, the steps that run all the same. */
const defaultMinutes = 360;
const graceMs = 5 * minuteMs;

/** A job on its way. */
interface Course {
  readonly bench: Bench;
  readonly contexts: Contexts;
  status: JobStatus;
  env: Readonly<Record<string, string>>;
  steps: Readonly<Record<string, { outputs: object; outcome: string; conclusion: string }>>;
  /** Ends whatever step runs. */
  signal: AbortSignal;
}

/**
 * Runs the steps of a job one after another, as GitHub does: after a failure only those whose `if` says so. `stop` ends the job
 * and what it runs. Resolves to how the job stands at its end; what the runner cannot do fails the step that asks for it.
 */
export async function runJob(
  bench: Bench,
  { contexts, env, stop }: { contexts: Contexts; env: Variables; stop: AbortSignal },
): Promise<JobStatus> {
  const minutes = Number(fill(bench.job['timeout-minutes'] ?? defaultMinutes, contexts));
  const time = AbortSignal.timeout(minutes * minuteMs);
  const first = fillAll(env, contexts);
  const own = fillAll(bench.job.env, { ...contexts, env: first });
  const course: Course = {
    bench,
    contexts,
    status: 'success',
    env: { ...first, ...own },
    steps: {},
    signal: AbortSignal.any([stop, time]),
  };
  for (const step of bench.job.steps) {
    if (stop.aborted) return 'cancelled';
    await takeStep(course, step);
    if (!time.aborted || course.status === 'cancelled') continue;
    bench.log(`The job has exceeded the maximum execution time of ${minutes} minutes.\n`);
    course.status = 'cancelled';
    course.signal = AbortSignal.any([stop, AbortSignal.timeout(graceMs)]);
  }
  return course.status;
}

async function takeStep(course: Course, step: Step): Promise<void> {
  const { bench } = course;
  const known = { ...course.contexts, env: course.env, steps: course.steps, job: { status: course.status } };
  let conclusion = 'skipped';
  let outcome = 'skipped';
  let outputs = {};
  try {
    const env = { ...course.env, ...fillAll(step.env, known) };
    const contexts = { ...known, env };
    if (!holds(step.if, contexts, course.status)) return;
    bench.log(`##[group]${step.name ?? step.uses ?? 'Run'}\n`);
    const result = await runStep(bench, step, { contexts, signal: course.signal });
    outputs = result.outputs;
    course.env = { ...course.env, ...result.env };
    outcome = result.code === 0 ? 'success' : 'failure';
    if (result.code !== 0) bench.log(`##[error]Process completed with exit code ${result.code}.\n`);
  } catch (error) {
    outcome = 'failure';
    bench.log(`##[error]${(error as Error).message}\n`);
  } finally {
    const forgiven = fill(step['continue-on-error'], known) === 'true';
    conclusion = outcome === 'failure' && forgiven ? 'success' : outcome;
    if (conclusion === 'failure' && course.status === 'success') course.status = 'failure';
    if (step.id !== undefined)
      course.steps = { ...course.steps, [step.id]: { outputs, outcome, conclusion } };
  }
}
