import type { CheckConclusion, CheckRun, CheckStatus } from './records.js';

const worstFirst: CheckConclusion[] = [
  'action_required',
  'timed_out',
  'cancelled',
  'failure',
  'stale',
  'success',
  'neutral',
  'skipped',
];

/** What a suite shows, from the latest run of each name: it is completed when they all are, and as good as the worst. */
export function suiteResult(runs: CheckRun[]): { status: CheckStatus; conclusion: CheckConclusion | null } {
  const latest = latestRuns(runs);
  if (latest.length === 0) return { status: 'queued', conclusion: null };
  if (latest.some((run) => run.status !== 'completed')) return { status: 'in_progress', conclusion: null };
  const conclusions = latest.map((run) => run.conclusion);
  return { status: 'completed', conclusion: worstFirst.find((one) => conclusions.includes(one)) ?? null };
}

/** The latest run of each name and app. */
export function latestRuns(runs: CheckRun[]): CheckRun[] {
  const byName = new Map<string, CheckRun>();
  for (const run of runs) byName.set(`${run.app.id} ${run.name}`, run);
  return [...byName.values()];
}
