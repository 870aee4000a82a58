import { Gauge, type Registry } from 'prom-client';
import { laneKinds, nameOf } from '#engine/lanes.js';
import type { Clock } from '#ports/clock.js';
import type { Store } from '#ports/store.js';

const prefixes = Object.values(laneKinds);

/** What waits in the store, which all replicas share. The gauges are set by the function that is returned. */
export function openCensusGauges(
  registry: Registry,
  { store, clock }: { store: Pick<Store, 'census'>; clock: Clock },
): () => Promise<void> {
  const registers = [registry];
  const lanes = new Gauge({
    name: 'greenlight_lanes',
    help: 'Lanes that are due and wait for a worker, and lanes that are worked on, on all replicas.',
    labelNames: ['line', 'state'],
    registers,
  });
  const lag = new Gauge({
    name: 'greenlight_lane_lag_seconds',
    help: 'How long the lane that waits longest has been due.',
    labelNames: ['line'],
    registers,
  });
  const dead = new Gauge({
    name: 'greenlight_dead_jobs',
    help: 'Jobs that were given up and kept.',
    registers,
  });
  return async () => {
    const now = clock.now();
    const census = await store.census({ now, prefixes });
    for (const { prefix, waiting, held, oldestDue } of census.lines) {
      const line = nameOf(prefix);
      lanes.set({ line, state: 'waiting' }, waiting);
      lanes.set({ line, state: 'held' }, held);
      lag.set({ line }, oldestDue === null ? 0 : (now - oldestDue) / 1_000);
    }
    dead.set(census.dead);
  };
}
