import type { IncomingMessage, ServerResponse } from 'node:http';
import type { RequestRecord } from '../github.js';
import { announce } from '../state/announce.js';
import { GitHubError } from '../state/github-error.js';
import { refuse } from '../state/refuse.js';
import type { World } from '../state/world.js';
import { answerCall, routeOf } from './answer-call.js';
import { authenticate } from './authenticate.js';
import type { Answer, Call, Caller } from './call.js';
import { countRequest, rateHeaders, refundRequest } from './count-rate.js';
import { etagOf, isUnchanged } from './etag.js';
import { isRecord } from './fields.js';
import { meetFaults } from './meet-faults.js';
import { readBody } from './read-body.js';

/** Serves one request to the REST or GraphQL API, and records it. `path` is below the API root. */
export async function serveApi(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  target: { path: string; query: URLSearchParams },
): Promise<void> {
  const raw = await readBody(request);
  const call: Call = {
    world,
    method: request.method ?? 'GET',
    ...target,
    params: {},
    headers: plainHeaders(request),
    body: {},
    caller: { kind: 'anonymous' },
  };
  const route = routeOf(call);
  const fate = await meetFaults(world, route ?? `${call.method} ${call.path}`);
  const answer =
    fate.drop === 'before' ? { status: 0 } : (fate.instead ?? (await answered(call, raw, route)));
  const sent = conditional(call, answer);
  record(call, { ...sent, body: answer.body }, route);
  announce(world);
  if (fate.drop) request.socket.destroy();
  else send(response, sent, call);
}

async function answered(call: Call, raw: Buffer, route: string | null): Promise<Answer> {
  try {
    call.body = parsed(raw);
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

function record(call: Call, answer: Answer, route: string | null): void {
  const cause = call.headers['x-greenlight-cause'];
  const entry: RequestRecord = {
    at: call.world.now(),
    method: call.method,
    route: answer.route ?? route ?? `${call.method} ${call.path}`,
    path: call.path + (call.query.size > 0 ? `?${call.query.toString()}` : ''),
    status: answer.status,
    ...(cause === undefined ? {} : { cause }),
    points: call.method === 'GET' || route === 'POST /graphql' ? 1 : 5,
    ...(call.caller.kind === 'installation' ? { installationId: call.caller.installation.id } : {}),
    body: call.body,
    response: answer.body,
  };
  call.world.requests.push(entry);
  if (answer.status === 501) call.world.unknown.push(entry);
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
