import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { readEnvironment } from '#app/read-environment.js';
import { catalogue, type ErrorCode } from '#errors/catalogue.js';
import { UserError } from '#errors/user-error.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const directory = mkdtempSync(join(tmpdir(), 'greenlight-environment-'));
const keyFile = join(directory, 'key.pem');
writeFileSync(keyFile, privateKey);
afterAll(() => rmSync(directory, { recursive: true }));

const enough = { APP_ID: '42', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: 'a secret of ours' };

test('the three variables that Probot needs are enough', () => {
  expect(readEnvironment(enough)).toMatchObject({
    appId: 42,
    privateKey,
    webhookSecret: 'a secret of ours',
    previousSecret: null,
    metricsToken: null,
    drainMs: 0,
    limitsFactor: 1,
    webhookPath: '/api/github/webhooks',
    host: 'localhost',
    port: 3000,
    github: { apiUrl: 'https://api.github.com', webUrl: 'https://github.com' },
    databaseUrl: null,
    directory: join(process.cwd(), 'data'),
    publicUrl: null,
    logLevel: 'info',
  });
});

test('everything can be set', () => {
  const settings = readEnvironment({
    ...enough,
    WEBHOOK_PATH: '/hooks',
    HOST: '0.0.0.0',
    PORT: '0',
    GHE_HOST: 'github.example.com',
    DATABASE_URL: 'postgres://u:p@db/greenlight',
    GREENLIGHT_DATA: '/var/lib/greenlight',
    GREENLIGHT_URL: 'https://greenlight.example.com/',
    GREENLIGHT_PROBE_HOSTS: 'shop.internal 10.1.0.0/16',
    LOG_LEVEL: 'debug',
    WEBHOOK_SECRET_PREVIOUS: 'the secret before',
    GREENLIGHT_METRICS_TOKEN: 'a token for metrics',
    GREENLIGHT_DRAIN: '3s',
    GREENLIGHT_GITHUB_LIMITS: '10',
    GREENLIGHT_CONTAINER_ENGINE: 'docker',
    GREENLIGHT_CONTAINER_ARGS: ' --runtime runc  --ulimit nofile=1024:1024',
  });
  expect(settings).toMatchObject({
    webhookPath: '/hooks',
    host: '0.0.0.0',
    port: 0,
    github: { apiUrl: 'https://github.example.com/api/v3', webUrl: 'https://github.example.com' },
    databaseUrl: 'postgres://u:p@db/greenlight',
    directory: '/var/lib/greenlight',
    publicUrl: 'https://greenlight.example.com',
    probeHosts: { names: new Set(['shop.internal']), networks: [[expect.anything(), 16]] },
    logLevel: 'debug',
    previousSecret: 'the secret before',
    metricsToken: 'a token for metrics',
    drainMs: 3_000,
    limitsFactor: 10,
    containers: {
      engine: 'docker',
      runArguments: ['--runtime', 'runc', '--ulimit', 'nofile=1024:1024'],
      buildArguments: [],
    },
  });
});

test.each([
  ['as it is', privateKey],
  ['with its line breaks written as \\n', privateKey.replaceAll('\n', '\\n')],
  ['in base64', Buffer.from(privateKey).toString('base64')],
])('the key may be given %s', (_, PRIVATE_KEY) => {
  expect(readEnvironment({ ...enough, PRIVATE_KEY }).privateKey.trim()).toBe(privateKey.trim());
});

test('or in a file', () => {
  const settings = readEnvironment({ ...enough, PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: keyFile });
  expect(settings.privateKey).toBe(privateKey);
});

const refusals: readonly (readonly [ErrorCode, Record<string, string | undefined>])[] = [
  ['app_id_missing', { APP_ID: undefined }],
  ['app_id_missing', { APP_ID: '' }],
  ['app_id_invalid', { APP_ID: 'Iv1.abc' }],
  ['private_key_missing', { PRIVATE_KEY: undefined }],
  ['private_key_missing', { PRIVATE_KEY: '' }],
  ['private_key_unreadable', { PRIVATE_KEY: 'not a key' }],
  ['private_key_unreadable', { PRIVATE_KEY: privateKey.slice(0, 200) }],
  ['private_key_unreadable', { PRIVATE_KEY: undefined, PRIVATE_KEY_PATH: '/nowhere/key.pem' }],
  ['webhook_secret_missing', { WEBHOOK_SECRET: undefined }],
  ['webhook_secret_missing', { WEBHOOK_SECRET: '' }],
  ['webhook_secret_missing', { WEBHOOK_SECRET: '  ' }],
  ['webhook_secret_known', { WEBHOOK_SECRET: 'development' }],
  ['webhook_secret_short', { WEBHOOK_SECRET: '15 characters..' }],
  ['webhook_secret_short', { WEBHOOK_SECRET_PREVIOUS: 'development' }],
  ['metrics_token_short', { GREENLIGHT_METRICS_TOKEN: 'metrics' }],
  ['github_limits_invalid', { GREENLIGHT_GITHUB_LIMITS: '0' }],
  ['github_limits_invalid', { GREENLIGHT_GITHUB_LIMITS: '101' }],
  ['drain_invalid', { GREENLIGHT_DRAIN: '11s' }],
  ['drain_invalid', { GREENLIGHT_DRAIN: '3' }],
  ['port_invalid', { PORT: 'http' }],
  ['port_invalid', { PORT: '65536' }],
  ['port_invalid', { PORT: '-1' }],
  ['port_invalid', { PORT: '' }],
  ['ghe_host_invalid', { GHE_HOST: 'https://github.example.com' }],
  ['ghe_host_invalid', { GHE_HOST: 'github.example.com', GHE_PROTOCOL: 'ftp' }],
  ['database_url_invalid', { DATABASE_URL: '' }],
  ['database_url_invalid', { DATABASE_URL: 'mysql://db' }],
  ['greenlight_url_invalid', { GREENLIGHT_URL: 'greenlight.example.com' }],
  ['greenlight_url_invalid', { GREENLIGHT_URL: 'ftp://greenlight.example.com' }],
  ['probe_hosts_invalid', { GREENLIGHT_PROBE_HOSTS: '10.0.0.0/33' }],
  ['probe_hosts_invalid', { GREENLIGHT_PROBE_HOSTS: 'localhost:3000' }],
  ['probe_hosts_invalid', { GREENLIGHT_PROBE_HOSTS: 'http://localhost' }],
  ['probe_hosts_invalid', { GREENLIGHT_PROBE_HOSTS: '*.example.com' }],
  ['probe_hosts_invalid', { GREENLIGHT_PROBE_HOSTS: '0177.0.0.1' }],
  ['probe_hosts_invalid', { GREENLIGHT_PROBE_HOSTS: '0x7f000001' }],
  ['log_level_invalid', { LOG_LEVEL: 'loud' }],
  ['container_engine_unknown', { GREENLIGHT_CONTAINER_ENGINE: 'lxc' }],
];

test.each(refusals)('%s: %j is refused in one line that says what to do', (code, changes) => {
  const read = () => readEnvironment({ ...enough, ...changes });
  expect(read).toThrow(UserError);
  const message = `${catalogue[code].message}. ${catalogue[code].hint}`;
  expect(read).toThrow(message);
  expect(message).not.toContain('\n');
});

test('no message holds a secret', () => {
  const secret = 'ghs_verysecret';
  for (const name of [
    'APP_ID',
    'PRIVATE_KEY',
    'PORT',
    'DATABASE_URL',
    'GREENLIGHT_URL',
    'LOG_LEVEL',
    'GREENLIGHT_PROBE_HOSTS',
    'GHE_HOST',
    'GREENLIGHT_DRAIN',
    'GREENLIGHT_GITHUB_LIMITS',
  ])
    try {
      readEnvironment({ ...enough, [name]: `${secret} !` });
    } catch (error) {
      expect(String(error)).not.toContain(secret);
    }
});

describe('the places that hear of stage changes', () => {
  function read(text: string): ReturnType<typeof readEnvironment>['hooks'] {
    const file = join(directory, 'hooks.yml');
    writeFileSync(file, text);
    return readEnvironment({ ...enough, GREENLIGHT_HOOKS: file }).hooks;
  }

  test('come from a file of the operator', () => {
    const hooks = read('chat: {url: "https://chat.example/x", repositories: [acme/*]}');
    expect([...hooks]).toEqual([
      ['chat', { url: 'https://chat.example/x', secret: null, repositories: ['acme/*'] }],
    ]);
    expect([...read('')]).toEqual([]);
  });

  test.each([
    'chat: https://chat.example/x',
    'chat: {url: "ftp://chat.example", repositories: [acme/*]}',
    'chat: {url: "https://chat.example/x"}',
    'chat: {url: "https://chat.example/x", repositories: ["*"]}',
    'chat: {url: "https://chat.example/x", repositories: [acme/*], secret: short}',
    'Chat!: {url: "https://chat.example/x", repositories: [acme/*]}',
    '{',
  ])('are refused as a whole when one cannot be used, without a word of what it holds: %s', (text) => {
    expect(() => read(text)).toThrow(/^the file at GREENLIGHT_HOOKS cannot be used\. (?!.*chat\.example)/);
  });

  test('are refused when the file is not there', () => {
    expect(() => readEnvironment({ ...enough, GREENLIGHT_HOOKS: join(directory, 'nothing') })).toThrow(
      /cannot be read/,
    );
  });
});
