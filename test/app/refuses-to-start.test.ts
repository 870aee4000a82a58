import { spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { compileServer } from '../support/server-process.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

let directory: string;
/** A GitHub that knows no App, or one that knows every App. */
const github = createServer((request, response) => {
  const knows = request.url?.startsWith('/api/v3/app') === true && known;
  response.writeHead(knows ? 200 : 401, { 'content-type': 'application/json' });
  response.end(JSON.stringify(knows ? { id: 1, slug: 'greenlight' } : { message: 'Bad credentials' }));
});
let known = true;

beforeAll(async () => {
  directory = compileServer();
  await new Promise<void>((resolve) => github.listen(0, '127.0.0.1', resolve));
}, 30_000);

afterAll(() => {
  github.close();
  rmSync(directory, { recursive: true });
});

/** Starts the server as an operator would, and waits until it has ended. */
function run(changes: Record<string, string | undefined>): Promise<{ code: number | null; errors: string }> {
  const { port } = github.address() as AddressInfo;
  const variables: NodeJS.ProcessEnv = {
    PATH: process.env['PATH'],
    APP_ID: '42',
    PRIVATE_KEY: privateKey,
    WEBHOOK_SECRET: 'a secret of ours',
    GHE_HOST: `127.0.0.1:${port}`,
    GHE_PROTOCOL: 'http',
    HOST: '127.0.0.1',
    PORT: '0',
    GREENLIGHT_DATA: join(directory, 'data'),
    LOG_LEVEL: 'fatal',
    ...changes,
  };
  const child = spawn(process.execPath, [join(directory, 'app', 'main.js')], {
    cwd: directory,
    env: variables,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, errors })));
}

test.each([
  ['no secret', { WEBHOOK_SECRET: undefined }, 'WEBHOOK_SECRET is not set'],
  ['an empty secret', { WEBHOOK_SECRET: '' }, 'WEBHOOK_SECRET is not set'],
  ['the secret that everybody knows', { WEBHOOK_SECRET: 'development' }, 'everybody knows'],
  ['no key', { PRIVATE_KEY: undefined }, 'PRIVATE_KEY is not set'],
  ['a key that cannot be read', { PRIVATE_KEY: 'x' }, 'the private key cannot be read'],
  [
    'a database that does not answer',
    { DATABASE_URL: 'postgres://u:secret-word@127.0.0.1:1/x' },
    'does not answer',
  ],
  ['a GitHub that does not answer', { GHE_HOST: '127.0.0.1:1' }, 'GitHub does not answer'],
  ['a port that is taken', { PORT: 'taken' }, 'the port is already in use'],
  ['an address of another machine', { HOST: '192.0.2.1' }, 'HOST is not an address of this machine'],
])('with %s it does not start, and says so in one line', async (_, changes, words) => {
  known = true;
  const { port } = github.address() as AddressInfo;
  const asked: Record<string, string | undefined> = changes;
  const { code, errors } = await run(asked['PORT'] === 'taken' ? { PORT: String(port) } : asked);
  expect(code).toBe(1);
  expect(errors).toContain(words);
  expect(errors.trim().split('\n')).toHaveLength(1);
  expect(errors).not.toContain('secret-word');
});

test('with a key that GitHub does not know for this App it does not start', async () => {
  known = false;
  const { code, errors } = await run({});
  expect(code).toBe(1);
  expect(errors).toContain('GitHub does not know this App');
});
