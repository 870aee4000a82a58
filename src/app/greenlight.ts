import type { Probot } from 'probot';

/** One webhook delivery, its signature verified. */
export interface Delivery {
  readonly id: string;
  readonly event: string;
  readonly payload: unknown;
}

/**
 * The Probot application function. One handler for everything, and all it does is store: GitHub waits ten seconds and never
 * asks twice, so nothing is worked on before it is safe.
 */
export function greenlight(store: (delivery: Delivery) => Promise<void>): (app: Probot) => void {
  return (app) => {
    app.onAny(({ id, name, payload }) => store({ id, event: name, payload }));
  };
}
