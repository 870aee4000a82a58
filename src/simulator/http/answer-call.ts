import { answerGraphql } from '../graphql/answer-graphql.js';
import { appRoutes, installationRoutes, repositoryRoutes } from '../rest/routes.js';
import { inTurn } from '../state/in-turn.js';
import { GitHubError } from '../state/github-error.js';
import { refuse } from '../state/refuse.js';
import { requirePermission, visibleRepository } from './authorize.js';
import type { Answer, Call } from './call.js';
import { routeFinder } from './find-route.js';

const findAppRoute = routeFinder(appRoutes);
const findInstallationRoute = routeFinder(installationRoutes);
const findRepositoryRoute = routeFinder(repositoryRoutes);

/** The endpoint a request is for, as GitHub's documentation writes it; null for one we do not have. */
export function routeOf({ method, path }: Pick<Call, 'method' | 'path'>): string | null {
  if (isGraphql({ method, path })) return 'POST /graphql';
  for (const find of [findAppRoute, findInstallationRoute, findRepositoryRoute]) {
    const found = find(method, path);
    if (found) return found.route;
  }
  return null;
}

/** Answers a request whose caller is known; throws GitHubError for a refusal. */
export async function answerCall(call: Call): Promise<Answer> {
  if (isGraphql(call)) return answerGraphqlCall(call);
  const app = findAppRoute(call.method, call.path);
  if (app) {
    if (call.caller.kind !== 'app') throw new GitHubError(401, 'A JSON web token could not be decoded');
    return app.handler({ ...call, params: app.params });
  }
  const plain = findInstallationRoute(call.method, call.path);
  if (plain) {
    requirePermission({ ...plain, caller: call.caller }, null);
    return plain.handler({ ...call, params: plain.params });
  }
  return answerRepositoryCall(call);
}

async function answerRepositoryCall(call: Call): Promise<Answer> {
  const found = findRepositoryRoute(call.method, call.path);
  if (!found) {
    return {
      status: 501,
      body: { message: `The simulated GitHub does not know ${call.method} ${call.path}` },
    };
  }
  const asked = { ...found, caller: call.caller };
  const repository = visibleRepository(call.world, asked);
  requirePermission(asked, repository);
  const full = { ...call, params: found.params, repository };
  if (call.method === 'GET') return found.handler(full);
  return inTurn(repository, () => found.handler(full));
}

/** For installations and people: the App's own JWT is not taken, and nobody else is let in. */
async function answerGraphqlCall(call: Call): Promise<Answer> {
  if (call.caller.kind === 'app') throw refuse.badCredentials();
  if (call.caller.kind === 'anonymous') {
    throw new GitHubError(401, 'This endpoint requires you to be authenticated.');
  }
  return answerGraphql(call);
}

function isGraphql({ method, path }: Pick<Call, 'method' | 'path'>): boolean {
  return method === 'POST' && path === '/graphql';
}
