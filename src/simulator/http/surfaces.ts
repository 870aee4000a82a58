import { answerGraphql } from '../graphql/answer-graphql.js';
import type { Page } from '../pages/page-of.js';
import { renderPage } from '../pages/render-page.js';
import type { World } from '../state/world.js';
import type { Answer, Call } from './call.js';

/** What GitHub answers besides REST and git: `graphql` at POST /api/graphql, `page` for a person's browser (null: 404). */
interface Surfaces {
  graphql: (call: Call) => Promise<Answer>;
  page: (world: World, path: string) => Promise<Page | null>;
}

export const surfaces: Surfaces = { graphql: answerGraphql, page: renderPage };
