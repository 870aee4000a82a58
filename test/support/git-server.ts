import { execFile, spawn } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { GitSource } from '#ports/github.js';

const run = promisify(execFile);

/** A bare repository served over HTTP to whoever has the token. */
export interface GitServer {
  readonly source: GitSource;
  /** Commits the template with these files changed (`null`: left out); text that begins with `#!` is executable. */
  commit(changes?: Readonly<Record<string, string | null>>): Promise<string>;
  /** Commits the template with an executable file that has this text. */
  commitExecutable(path: string, text: string): Promise<string>;
  /** Commits the template with a symbolic link in it. */
  commitLink(path: string, target: string): Promise<string>;
  close(): Promise<void>;
}

export async function startGitServer(directory: string, template: string, token: string): Promise<GitServer> {
  const bare = join(directory, 'shop.git');
  await run('git', ['init', '--quiet', '--bare', '--initial-branch=main', bare]);
  const server = createServer((request, response) => {
    serve({ directory, token, request, response }).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const prepared = (change: (tree: string) => Promise<void>) =>
    commitTree({ directory, bare, template }, change);
  return {
    source: { url: `http://127.0.0.1:${port}/shop.git`, token },
    commit: (changes = {}) =>
      prepared(async (tree) => {
        for (const [path, text] of Object.entries(changes)) await change(join(tree, path), text);
      }),
    commitExecutable: (path, text) =>
      prepared(async (tree) => {
        await change(join(tree, path), text);
        await chmod(join(tree, path), 0o755);
      }),
    commitLink: (path, target) =>
      prepared(async (tree) => {
        await rm(join(tree, path), { force: true });
        await run('ln', ['-s', target, join(tree, path)]);
      }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function change(path: string, text: string | null): Promise<void> {
  if (text === null) return rm(path);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await chmod(path, text.startsWith('#!') ? 0o755 : 0o644);
}

async function commitTree(
  { directory, bare, template }: { directory: string; bare: string; template: string },
  prepare: (tree: string) => Promise<void>,
): Promise<string> {
  const tree = await mkdtemp(join(directory, 'tree-'));
  await cp(template, tree, { recursive: true });
  await prepare(tree);
  const identity = { NAME: 'Dan', EMAIL: 'dan@example.org' };
  const env = {
    ...process.env,
    GIT_DIR: bare,
    GIT_WORK_TREE: tree,
    GIT_INDEX_FILE: `${tree}.index`,
    ...Object.fromEntries(
      ['AUTHOR', 'COMMITTER'].flatMap((who) =>
        Object.entries(identity).map(([key, value]) => [`GIT_${who}_${key}`, value]),
      ),
    ),
  };
  const git = async (...args: string[]) => (await run('git', args, { env, cwd: tree })).stdout.trim();
  await git('add', '--all', '--force', '.');
  const sha = await git('commit-tree', '-m', 'A change', await git('write-tree'));
  await git('update-ref', `refs/heads/change-${sha}`, sha);
  await rm(tree, { recursive: true });
  return sha;
}

interface Exchange {
  directory: string;
  token: string;
  request: IncomingMessage;
  response: ServerResponse;
}

async function serve({ directory, token, request, response }: Exchange): Promise<void> {
  const credentials = Buffer.from(`x-access-token:${token}`).toString('base64');
  if (request.headers.authorization !== `Basic ${credentials}`) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end();
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  const url = new URL(request.url ?? '/', 'http://git');
  const backend = spawn('git', ['http-backend'], {
    env: {
      PATH: process.env['PATH'] ?? '',
      GIT_PROJECT_ROOT: directory,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: url.pathname,
      QUERY_STRING: url.searchParams.toString(),
      REQUEST_METHOD: request.method ?? 'GET',
      CONTENT_TYPE: request.headers['content-type'] ?? '',
      HTTP_CONTENT_ENCODING: request.headers['content-encoding'] ?? '',
      GIT_PROTOCOL: String(request.headers['git-protocol'] ?? ''),
    },
  });
  backend.stdin.on('error', () => undefined);
  backend.stdin.end(Buffer.concat(chunks));
  const out: Buffer[] = [];
  for await (const chunk of backend.stdout as AsyncIterable<Buffer>) out.push(chunk);
  sendCgi(response, Buffer.concat(out));
}

function sendCgi(response: ServerResponse, answer: Buffer): void {
  const end = answer.indexOf('\r\n\r\n');
  const headers = answer.subarray(0, end).toString().split('\r\n');
  let status = 200;
  for (const header of headers) {
    const [name = '', value = ''] = header.split(/:\s*/, 2);
    if (name === 'Status') status = Number.parseInt(value, 10);
    else response.setHeader(name, value);
  }
  response.writeHead(status).end(answer.subarray(end + 4));
}
