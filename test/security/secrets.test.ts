import { describe, expect, test } from '@jest/globals';
import { generateKeyPairSync } from 'node:crypto';
import { openLog } from '#app/open-log.js';
import { WorkFailed } from '#environments/host/work-failed.js';
import { passedVariables } from '#environments/host/scripts/script-variables.js';
import { redactor } from '#environments/host/logs/redact.js';
import { GitHubFault } from '#errors/github-fault.js';
import { toFault } from '#github/to-fault.js';
import { workOff } from './work-off.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const jwt = `eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiIxMDQyIn0.${'c4n4ry-'.repeat(30)}`;

/** What must be nowhere, and the part of it by which it is looked for. */
const canaries: readonly (readonly [what: string, secret: string, part: string])[] = [
  ['an installation token', 'ghs_c4n4ry0123456789abcdefABCDEF0123456789', 'c4n4ry'],
  ['an installation token of the new form', `ghs_1042_${jwt}`, 'c4n4ry'],
  ['a long one', `ghs_${'c4n4ry'.repeat(200)}`, 'c4n4ry'],
  ['a token of a person', 'ghp_c4n4ry0123456789abcdefABCDEF012345', 'c4n4ry'],
  ['a fine-grained token', `github_pat_11ABCDEFG0${'c4n4ry_'.repeat(12)}`, 'c4n4ry'],
  ['a token to refresh others', 'ghr_c4n4ry0123456789abcdef0123456789', 'c4n4ry'],
  ['a token of a user of the App', 'ghu_c4n4ry0123456789abcdef0123456789', 'c4n4ry'],
  ['the App’s own JWT', jwt, 'c4n4ry'],
  ['the private key', privateKey, privateKey.split('\n')[3] ?? ''],
  ['a cut private key', privateKey.slice(0, 400), privateKey.split('\n')[3] ?? ''],
  ['a password in an address', 'postgres://greenlight:c4n4ry@db:5432/x', 'c4n4ry'],
  ['a token in an address', 'https://x-access-token:c4n4ry@github.com/a/b.git', 'c4n4ry'],
  ['a header', 'Authorization: Bearer c4n4ry', 'c4n4ry'],
  ['a header as JSON', '{"authorization":"token c4n4ry"}', 'c4n4ry'],
  ['a secret of outgoing webhooks', `whsec_${'c4n4ry'.repeat(8)}`, 'c4n4ry'],
];

const settings = {
  logLevel: 'trace',
  webhookSecret: 'the "secret" of webhooks c4n4ry',
  previousSecret: 'the one before c4n4ry',
  metricsToken: 'the token of metrics c4n4ry',
  databaseUrl: 'postgres://greenlight:c4n4ry@db/x',
  hooks: new Map([
    ['chat', { url: 'https://chat.example/hook/c4n4ry', secret: 'short-c4n4ry', repositories: [] }],
  ]),
} as const;

/** What the server writes to its log. */
function logged(write: (log: ReturnType<typeof openLog>) => void): string {
  const lines: string[] = [];
  write(openLog(settings, { write: (line: string) => void lines.push(line) }));
  expect(lines.length).toBeGreaterThan(0);
  return lines.join('');
}

describe.each(canaries)('threat 35: %s', (_what, secret, part) => {
  test('threat 35: is in no line of the log, whatever it is logged as', () => {
    const text = logged((log) => {
      log.error({ error: `it was ${secret}`, deep: { list: [secret] } }, `refused: ${secret}`);
      log.warn({ err: new Error(secret, { cause: new Error(secret) }) }, 'failed');
      log.info(secret);
    });
    expect(text).not.toContain(part);
    for (const line of text.trim().split('\n')) expect(JSON.parse(line)).toBeDefined();
  });

  test('threat 35: is in nothing that is said of a fault, to people or in the store', async () => {
    const http = Object.assign(new Error(`Bad: ${secret}`), {
      name: 'HttpError',
      status: 500,
      response: { headers: {} },
    });
    const said = [
      toFault(http, { what: `POST /x?${secret}`, nowMs: 0 }).message,
      toFault(new TypeError(secret), { what: 'GET /', nowMs: 0 }).message,
      new GitHubFault(secret, { kind: 'refused' }).message,
      new WorkFailed('script', secret).message,
      ...secret.split('\n').map(redactor([])),
      ...(await whatIsKeptOf(new Error(secret))),
    ];
    expect(said.filter((text) => text.includes(part))).toEqual([]);
  });
});

/** What a job that always fails leaves: in the log, in the store, and for people. */
async function whatIsKeptOf(error: Error): Promise<readonly string[]> {
  const { said } = await workOff([1, 5], () => Promise.reject(error));
  expect(said.length).toBeGreaterThanOrEqual(5);
  return said;
}

test('threat 35: the server’s own secrets are in no line of the log, whatever they look like', () => {
  const { hooks, ...others } = settings;
  const text = logged((log) => {
    log.error({ ...others, hooks: [...hooks] }, Object.values(others).join(' '));
  });
  expect(text).not.toContain('c4n4ry');
});

test('threat 36: a script gets the variables that its repository names, and none of Greenlight’s own', () => {
  const server = {
    APP_ID: '1',
    PRIVATE_KEY: privateKey,
    PRIVATE_KEY_PATH: '/key',
    WEBHOOK_SECRET: 'x',
    DATABASE_URL: 'postgres://x',
    GREENLIGHT_HOOKS: '/hooks',
    SHOP_KEY: 'for the shop',
    OTHER: 'not asked for',
  };
  expect(
    passedVariables(
      server,
      Object.keys(server).filter((name) => name !== 'OTHER'),
    ),
  ).toEqual({
    variables: { SHOP_KEY: 'for the shop' },
    secrets: ['for the shop'],
    refused: [
      'APP_ID',
      'PRIVATE_KEY',
      'PRIVATE_KEY_PATH',
      'WEBHOOK_SECRET',
      'DATABASE_URL',
      'GREENLIGHT_HOOKS',
    ],
  });
});
