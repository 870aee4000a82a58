import type { ProbeReport } from '#ports/environments.js';
import type { EnvironmentSettings } from '#config/settings.js';
import type { Instant } from '#process/task.js';
import type { Engine } from '../engine.js';
import { done, type Performed } from './outcome.js';
import type { Performance } from './performance.js';

/** The looks that failed one after another until now, across restarts. */
interface Failures {
  /** The watch that they belong to. */
  readonly operation: string;
  readonly count: number;
  /** When the last one failed. */
  readonly at: Instant;
}

/**
 * Step 9.2.2: production is probed for the whole watch, one look at a time. When so many looks in a row have failed, with the
 * interval between them, it is rolled back; a watch never ends with a look that failed.
 */
export async function watchProduction(performance: Performance<'WatchProduction'>): Promise<Performed> {
  const { engine, task, operation, asked } = performance;
  const { watch, environments } = (await engine.configs.of(task.repository)).settings;
  const before = await loadFailures(performance);
  const early = before.at + watch.intervalMs - engine.clock.now();
  if (before.count > 0 && early > 0) return { kind: 'snooze', afterMs: Math.min(early, watch.intervalMs) };

  const report = await look(performance, environments);
  const now = engine.clock.now();
  const count = report.kind === 'unhealthy' ? before.count + 1 : 0;
  if (count !== before.count)
    await saveFailures(engine, task.key, { operation: operation.id, count, at: now });
  if (report.kind === 'unhealthy') {
    if (count < watch.failures) return { kind: 'snooze', afterMs: watch.intervalMs };
    const detail = `${report.probe}: ${report.why}`;
    return done({ type: 'ProductionUnhealthy', operation: operation.id, detail, log: null });
  }
  const left = asked + operation.watchMs - now;
  if (task.production === null || left <= 0) return done({ type: 'WatchEnded', operation: operation.id });
  return { kind: 'snooze', afterMs: Math.min(watch.intervalMs, left) };
}

function look(
  { engine, task, operation, signal }: Performance<'WatchProduction'>,
  { production: { probes } }: EnvironmentSettings,
): Promise<ProbeReport> {
  const url = task.production?.url;
  if (url == null) return Promise.resolve({ kind: 'healthy' });
  return engine.environments.probe({ url, commit: operation.commit, probes, signal });
}

const noteOf = (task: string): string => `watch:${task}`;

async function loadFailures({ engine, task, operation }: Performance<'WatchProduction'>): Promise<Failures> {
  const noted = await engine.store.loadNote(noteOf(task.key));
  const failures = noted === null ? null : (JSON.parse(noted) as Failures);
  // Another watch begins anew.
  return failures?.operation === operation.id ? failures : { operation: operation.id, count: 0, at: 0 };
}

function saveFailures({ store }: Engine, task: string, failures: Failures): Promise<void> {
  return store.saveNote(noteOf(task), JSON.stringify(failures));
}
