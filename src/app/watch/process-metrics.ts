import { collectDefaultMetrics, Registry } from 'prom-client';

let registry: Registry | null = null;

/** Memory, CPU, event loop and garbage collection of this process, measured from the first time on. */
export function processMetrics(): Promise<string> {
  if (registry === null) {
    registry = new Registry();
    // Node's version and the files that are open are nobody's business who only wants to know whether it is well.
    collectDefaultMetrics({ register: registry });
    registry.removeSingleMetric('nodejs_version_info');
  }
  return registry.metrics();
}
