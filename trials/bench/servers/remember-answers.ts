import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly body: Buffer;
}

/**
 * A server before GitHub that gives what was asked before the same answer again, after `latencyMs`: GitHub's own work is then none of
 * what is measured. Resolves to its host, e.g. `127.0.0.1:4000`.
 */
export async function rememberAnswers(github: string, latencyMs: number): Promise<string> {
  const remembered = new Map<string, Promise<Answer>>();
  const server = createServer((request, response) => {
    void serve(request).then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      (error: unknown) => response.writeHead(502).end(String(error)),
    );
  });

  async function serve(request: IncomingMessage): Promise<Answer> {
    const chunks: Buffer[] = [];
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    const key = `${request.method} ${request.url} ${body.toString()}`;
    const answer = remembered.get(key) ?? ask(github, request, body);
    remembered.set(key, answer);
    await delay(latencyMs);
    return answer;
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function ask(
  github: string,
  { method = 'GET', url = '/', headers }: IncomingMessage,
  body: Buffer,
): Promise<Answer> {
  const { authorization = '', accept = '*/*' } = headers;
  const answer = await fetch(`${github}${url}`, {
    method,
    headers: { authorization, accept, 'content-type': 'application/json' },
    ...(body.length > 0 && { body: new Uint8Array(body) }),
  });
  return {
    status: answer.status,
    type: answer.headers.get('content-type') ?? 'text/plain',
    body: Buffer.from(await answer.arrayBuffer()),
  };
}
