import type { Answer, Call } from './call.js';
import type { World } from '../state/world.js';

/** What GitHub answers besides REST and git: `graphql` at POST /api/graphql, `page` for a person's browser (HTML, or null). */
export interface Surfaces {
  graphql: ((call: Call) => Promise<Answer>) | null;
  page: ((world: World, path: string) => Promise<string | null>) | null;
}

export const surfaces: Surfaces = { graphql: null, page: null };
