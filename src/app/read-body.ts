import type { IncomingMessage } from 'node:http';

/** GitHub delivers nothing larger. */
const mostBytes = 25 * 1024 * 1024;

/** The body as sent, or `null` when it is larger than GitHub would send; then the rest of it is not read. */
export async function readBody(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) return null;
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
