import type { ProbeReport } from '#ports/environments.js';
import { done, type Performed } from './outcome.js';
import type { Performance } from './performance.js';

/** Time between two looks at production. */
const intervalMs = 5_000;
/** Looks in a row that must fail before production counts as unhealthy. */
const mostFailures = 3;

/** Step 9.2.2: production is probed for the whole watch; when it fails several times in a row, it is rolled back. */
export async function watchProduction(performance: Performance<'WatchProduction'>): Promise<Performed> {
  const { engine, task, operation, asked } = performance;
  const report = await look(performance);
  if (report?.kind === 'unhealthy') {
    return done({
      type: 'ProductionUnhealthy',
      operation: operation.id,
      detail: `${report.probe}: ${report.why}`,
      log: null,
    });
  }
  const ends = asked + operation.watchMs;
  if (task.production === null || engine.clock.now() >= ends)
    return done({ type: 'WatchEnded', operation: operation.id });
  return { kind: 'snooze', afterMs: Math.min(intervalMs, ends - engine.clock.now()) };
}

async function look({
  engine,
  task,
  operation,
  signal,
}: Performance<'WatchProduction'>): Promise<ProbeReport | null> {
  const url = task.production?.url;
  if (url == null) return null;
  const { settings } = await engine.configs.of(task.repository);
  let report: ProbeReport = { kind: 'healthy' };
  for (let failures = 0; failures < mostFailures; failures += 1) {
    report = await engine.environments.probe({
      url,
      commit: operation.commit,
      probes: settings.environments.production.probes,
      signal,
    });
    if (report.kind === 'healthy') return report;
  }
  return report;
}
