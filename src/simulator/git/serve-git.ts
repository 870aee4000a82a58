import { spawn } from 'node:child_process';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { basename, join } from 'node:path';
import type { Doer } from '../acts/doer.js';
import { refsMoved } from '../acts/refs-moved.js';
import { guardOf } from '../acts/guard-branch.js';
import { validToken } from '../http/authenticate.js';
import { reaches } from '../http/authorize.js';
import { isGranted } from '../http/permissions.js';
import { readBody } from '../http/read-body.js';
import { nameOf } from '../state/find.js';
import { hasRole, roleOf } from '../state/role.js';
import { inTurn } from '../state/in-turn.js';
import type { Account, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import { listRefs } from './list-refs.js';
import { gitEnvironment } from './run-git.js';

interface Pusher {
  account: Account;
  viaApp: boolean;
  mayRead: boolean;
  mayWrite: boolean;
}

/** Clone, fetch and push over HTTP, by `git http-backend`; a push has the consequences it has on GitHub. */
export async function serveGit(
  world: World,
  request: IncomingMessage,
  response: ServerResponse,
  { path, query }: { path: string; query: URLSearchParams },
): Promise<void> {
  const body = await readBody(request);
  const [, owner = '', file = ''] = path.split('/');
  const repository = world.repositories.find(
    (one) => nameOf(one).toLowerCase() === `${owner}/${file.replace(/\.git$/, '')}`.toLowerCase(),
  );
  const who = repository ? identify(world, request.headers.authorization, repository) : null;
  const isPush = path.endsWith('/git-receive-pack');
  const service = isPush || query.get('service') === 'git-receive-pack' ? 'push' : 'fetch';
  if (!repository || !isAllowed(repository, who, service)) {
    refuseGit(response, who ? 403 : 401);
    return;
  }
  const serve = (): Promise<Buffer> => runBackend({ repository, request, body, query, path });
  const output =
    isPush && who
      ? await pushed({ world, repository, by: who.account, viaApp: who.viaApp }, serve)
      : await serve();
  sendCgi(response, output);
}

function isAllowed(repository: RepositoryState, who: Pusher | null, service: 'push' | 'fetch'): boolean {
  return service === 'push' ? (who?.mayWrite ?? false) : (who?.mayRead ?? !repository.private);
}

/** Lets a push in and its consequences happen, before the pusher hears that it is done. */
function pushed(doer: Doer, serve: () => Promise<Buffer>): Promise<Buffer> {
  return inTurn(doer.repository, async () => {
    const before = await listRefs(doer.repository);
    const answer = await serve();
    await refsMoved(doer, before, await listRefs(doer.repository));
    return answer;
  });
}

function identify(
  world: World,
  authorization: string | undefined,
  repository: RepositoryState,
): Pusher | null {
  const [scheme, credentials = ''] = authorization?.split(' ') ?? [];
  if (scheme?.toLowerCase() !== 'basic') return null;
  const password = Buffer.from(credentials, 'base64')
    .toString()
    .replace(/^[^:]*:/, '');
  const person = world.personalTokens.get(password);
  if (person) {
    const role = roleOf(person, repository);
    return { account: person, viaApp: false, mayRead: role !== 'none', mayWrite: hasRole(role, 'write') };
  }
  const token = validToken(world, password);
  if (!token) return null;
  const may = (level: 'read' | 'write'): boolean =>
    reaches(token, repository) && isGranted(token.permissions, { name: 'contents', level }, false);
  return {
    account: token.bot ?? world.app.bot,
    viaApp: token.bot === undefined,
    mayRead: may('read') || !repository.private,
    mayWrite: may('write'),
  };
}

function refuseGit(response: ServerResponse, status: 401 | 403): void {
  const headers = status === 401 ? { 'www-authenticate': 'Basic realm="GitHub"' } : {};
  response.writeHead(status, headers);
  response.end(status === 401 ? 'Authentication required' : 'Write access to repository not granted.');
}

interface Backend {
  repository: RepositoryState;
  request: IncomingMessage;
  body: Buffer;
  query: URLSearchParams;
  path: string;
}

/** Runs `git http-backend` and resolves to its CGI answer. */
function runBackend({ repository, request, body, query, path }: Backend): Promise<Buffer> {
  const service = path.split('/').slice(3).join('/');
  const child = spawn('git', ['http-backend'], {
    env: {
      ...gitEnvironment,
      ...guardOf(repository),
      GIT_PROJECT_ROOT: join(repository.gitDirectory, '..'),
      PATH_INFO: `/${basename(repository.gitDirectory)}/${service}`,
      GIT_HTTP_EXPORT_ALL: '1',
      REMOTE_USER: 'git',
      REMOTE_ADDR: '127.0.0.1',
      REQUEST_METHOD: request.method ?? 'GET',
      QUERY_STRING: query.toString(),
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      CONTENT_LENGTH: String(body.length),
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  return new Promise((resolve, reject) => {
    const out: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stdin.on('error', () => undefined);
    child.on('error', reject);
    child.on('close', () => resolve(Buffer.concat(out)));
    child.stdin.end(body);
  });
}

function sendCgi(response: ServerResponse, output: Buffer): void {
  const end = output.indexOf('\r\n\r\n');
  const lines = output.subarray(0, Math.max(0, end)).toString().split('\r\n');
  const headers = Object.fromEntries(
    lines
      .filter(Boolean)
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const status = Number.parseInt(headers['Status'] ?? '200', 10);
  delete headers['Status'];
  response.writeHead(status, headers);
  response.end(output.subarray(end + 4));
}
