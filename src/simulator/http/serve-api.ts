import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { RequestRecord } from '../github.js';
import { isUnserved } from '../graphql/is-unserved.js';
import { readOperation, type Operation } from '../graphql/read-operation.js';
import { announce } from '../state/announce.js';
import { GitHubError } from '../state/github-error.js';
import { refuse } from '../state/refuse.js';
import type { World } from '../state/world.js';
import { uploadRoute } from '../rest/asset-endpoints.js';
import { answerCall, routeOf } from './answer-call.js';
import { authenticate } from './authenticate.js';
import type { Answer, Call, Caller } from './call.js';
import { countRequest, rateHeaders, refundRequest } from './count-rate.js';
import { etagOf, isUnchanged } from './etag.js';
import { isRecord } from './fields.js';
import { meetFaults } from './meet-faults.js';
import { readBody } from './read-body.js';

const graphql = 'POST /graphql';

/** Serves one request to the REST or GraphQL API, and records it. `path` is below the API root. */
export async function serveApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  target: { path: string; query: URLSearchParams; upload?: boolean },
): Promise<void> {
  const raw = await readBody(request);
  if (world.options.latencyMs !== undefined) await delay(world.options.latencyMs);
  const call: Call = {
    world,
    method: request.method ?? 'GET',
    path: target.path,
    query: target.query,
    upload: target.upload ?? false,
    params: {},
    headers: plainHeaders(request),
    body: {},
    raw,
    caller: { kind: 'anonymous' },
  };
  const route = routeOf(call);
  const operation = route === graphql ? readOperation(raw.toString()) : null;
  const name = nameOf(call, route, operation);
  const fate = await meetFaults(world, { route: name, cause: call.headers['x-greenlight-cause'] });
  const answer = fate.drop === 'before' ? { status: 0 } : (fate.instead ?? (await answered(call, route)));
  const sent = conditional(call, answer);
  if (!isWorkflow(call.caller)) record(call, { ...sent, body: answer.body }, { name, route, operation });
  announce(world);
  if (fate.answerAfterMs > 0) await delay(fate.answerAfterMs);
  if (fate.drop) request.socket.destroy();
  else send(response, sent, call);
}

/** What workflows ask for is none of the App's requests. */
const isWorkflow = (caller: Caller): boolean =>
  caller.kind === 'installation' && caller.token.bot !== undefined;

/** What a request is recorded as, and what faults know it by; a GraphQL operation goes by its name. */
function nameOf({ method, path }: Call, route: string | null, operation: Operation | null): string {
  if (operation?.name != null) return `${graphql} ${operation.name}`;
  return route ?? `${method} ${path}`;
}

async function answered(call: Call, route: string | null): Promise<Answer> {
  try {
    if (call.upload !== (route === uploadRoute)) throw refuse.notFound();
    call.body = call.upload ? {} : parsed(call.raw);
    call.caller = authenticate(call.world, call.headers['authorization']);
    if (call.caller.kind === 'installation' && route !== 'GET /rate_limit') {
      countRequest(call.world, call.caller.installation.id);
    }
    return await answerCall(call);
  } catch (error) {
    if (error instanceof GitHubError) return errorAnswer(error);
    const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return { status: 500, body: { message: `The simulator failed: ${message}` } };
  }
}

/** GitHub's error body. */
function errorAnswer(error: GitHubError): Answer {
  return {
    status: error.status,
    headers: error.headers,
    body: {
      message: error.message,
      ...(error.errors ? { errors: error.errors } : {}),
      documentation_url: 'https://docs.github.com/rest',
      status: String(error.status),
    },
  };
}

function parsed(raw: Buffer): Record<string, unknown> {
  if (raw.length === 0) return {};
  let value: unknown;
  try {
    value = JSON.parse(raw.toString());
  } catch {
    throw new GitHubError(400, 'Problems parsing JSON');
  }
  // Labels may be sent as a bare list (an old form that Octokit still knows).
  if (Array.isArray(value)) return { labels: value };
  if (!isRecord(value)) throw refuse.invalid('Body should be a JSON object');
  return value;
}

/** 304 in place of a body that the caller already has. */
function conditional(call: Call, answer: Answer): Answer {
  if (call.method !== 'GET' || answer.status !== 200) return answer;
  const etag = etagOf(answer.body);
  const headers = { ...answer.headers, etag, 'cache-control': 'private, max-age=60, s-maxage=60' };
  if (!isUnchanged(call.headers['if-none-match'], etag)) return { ...answer, headers };
  if (call.caller.kind === 'installation') refundRequest(call.world, call.caller.installation.id);
  return { status: 304, headers };
}

function record(
  call: Call,
  answer: Answer,
  { name, route, operation }: { name: string; route: string | null; operation: Operation | null },
): void {
  const cause = call.headers['x-greenlight-cause'];
  const entry: RequestRecord = {
    at: call.world.now(),
    method: call.method,
    route: name,
    path: call.path + (call.query.size > 0 ? `?${call.query.toString()}` : ''),
    status: answer.status,
    ...(cause === undefined ? {} : { cause }),
    points: call.method === 'GET' || operation?.type === 'query' ? 1 : 5,
    ...(call.caller.kind === 'installation' ? { installationId: call.caller.installation.id } : {}),
    body: call.body,
    response: answer.body,
  };
  call.world.requests.push(entry);
  const isUnknown = answer.status === 501 || (route === graphql && isUnserved(answer.body));
  if (isUnknown) call.world.unknown.push(entry);
}

function send(response: ServerResponse, answer: Answer, call: Call): void {
  const hasBody = answer.body !== undefined && answer.status !== 304 && answer.status !== 204;
  response.writeHead(answer.status, {
    ...(hasBody ? { 'content-type': 'application/json; charset=utf-8' } : {}),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': call.world.newGuid(),
    date: new Date(call.world.now()).toUTCString(),
    ...rateHeadersOf(call.world, call.caller),
    ...answer.headers,
  });
  response.end(hasBody ? JSON.stringify(answer.body) : undefined);
}

function rateHeadersOf(world: World, caller: Caller): Record<string, string> {
  return caller.kind === 'installation' ? rateHeaders(world, caller.installation.id) : {};
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
}
