import type { IncomingMessage } from 'node:http';

/** The whole body; git clients may send it gzipped, which is left to git. */
export async function readBody(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
