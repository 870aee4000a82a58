import { emitterEventNames } from '@octokit/webhooks';
import { Counter, Histogram, type Registry } from 'prom-client';
import type { Meters } from '#ports/meters.js';
import { mostOf } from './most-of.js';

/** Events that GitHub has today; what else calls itself one is counted together. */
const events = new Set(emitterEventNames.filter((name) => !name.includes('.')).map(String));
/** More are counted together. */
export const mostInstallations = 500;

const jobBuckets = [0.005, 0.02, 0.1, 0.5, 2, 10, 60, 600];
const hour = 3_600;
const stageBuckets = [60, 600, hour, 4 * hour, 24 * hour, 72 * hour, 168 * hour, 720 * hour];

/** Counts in `registry`, with Prometheus’ names. docs/operations.md explains each. */
export function openMeters(registry: Registry): Meters {
  const registers = [registry];
  const deliveries = new Counter({
    name: 'greenlight_deliveries_total',
    help: 'Deliveries of GitHub, by what came of them.',
    labelNames: ['event', 'outcome'],
    registers,
  });
  const jobs = new Histogram({
    name: 'greenlight_job_seconds',
    help: 'Attempts at jobs, by the kind of lane and what came of them.',
    labelNames: ['line', 'outcome'],
    buckets: jobBuckets,
    registers,
  });
  const operations = new Counter({
    name: 'greenlight_operations_total',
    help: 'Attempts at operations, by what came of them.',
    labelNames: ['kind', 'outcome'],
    registers,
  });
  const requests = new Counter({
    name: 'greenlight_github_requests_total',
    help: 'Requests to GitHub; status "none" is no answer.',
    labelNames: ['installation', 'api', 'status'],
    registers,
  });
  const stages = new Histogram({
    name: 'greenlight_stage_seconds',
    help: 'How long tasks were in the stages that they left.',
    labelNames: ['stage'],
    buckets: stageBuckets,
    registers,
  });
  const repairs = new Counter({
    name: 'greenlight_repairs_total',
    help: 'What no delivery had told, found and mended by the reconciler.',
    labelNames: ['what'],
    registers,
  });
  const installationOf = mostOf(mostInstallations);
  return {
    delivered: (event, outcome) => deliveries.inc({ event: events.has(event) ? event : 'other', outcome }),
    attempted: (line, { outcome, durationMs }) => jobs.observe({ line, outcome }, durationMs / 1_000),
    performed: (kind, outcome) => operations.inc({ kind, outcome }),
    requested: (installation, { api, status }) =>
      requests.inc({ installation: installationOf(String(installation)), api, status: status ?? 'none' }),
    left: (stage, afterMs) => stages.observe({ stage }, afterMs / 1_000),
    repaired: (what) => repairs.inc({ what }),
  };
}
