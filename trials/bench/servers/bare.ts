import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';

/** The least that receives a webhook: node:http, the signature, JSON.parse. What is faster than this leaves something out. */
const secret = process.env['WEBHOOK_SECRET'] ?? '';

createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks);
    const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
    const given = Buffer.from(String(request.headers['x-hub-signature-256']));
    if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
      response.writeHead(401).end();
      return;
    }
    JSON.parse(body.toString());
    response.writeHead(202).end('stored');
  });
}).listen(Number(process.env['PORT']), '127.0.0.1');
