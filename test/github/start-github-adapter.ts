import { generateKeyPairSync } from 'node:crypto';
import nock from 'nock';
import { openGitHub } from '#github/open-github.js';
import type { Limits } from '#github/limits/limits.js';
import type { GitHub } from '#ports/github.js';
import type { RepositoryRef } from '#process/task.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export const shop: RepositoryRef = { id: 7, owner: 'agency', name: 'shop', installation: 99 };
/** Path of the repository in REST. */
export const repo = '/repos/agency/shop';

/** The adapter against a GitHub that answers only what a test told it to. Call {@link noMoreRequests} after each test. */
export function startGitHubAdapter({
  limits,
  now = Date.now,
}: { limits?: Limits; now?: () => number } = {}): GitHub {
  if (!nock.isActive()) nock.activate();
  nock.disableNetConnect();
  api()
    .post(
      '/app/installations/99/access_tokens',
      (body: object | string) => !JSON.stringify(body).includes('repository_ids'),
    )
    .reply(201, {
      token: 'ghs_test',
      expires_at: new Date(now() + 3_600_000).toISOString(),
      permissions: {},
    });
  return openGitHub({
    appId: 1,
    privateKey,
    apiUrl: 'https://api.github.com',
    webUrl: 'https://github.com',
    appSlug: 'greenlight',
    clock: { now },
    ...(limits && { limits }),
  });
}

/** GitHub's API, for a test to say what it answers. */
export const api = (): nock.Scope => nock('https://api.github.com');

/** What GitHub answers to one GraphQL document; the test looks at what was sent. */
export function onGraphql(
  answer: (sent: { query: string; variables: Record<string, unknown> }) => object,
): void {
  api()
    .post('/graphql')
    .reply(200, (_uri, body) => answer(body as { query: string; variables: Record<string, unknown> }));
}

/** Everything that was told was asked for, and nothing else was. The network is given back: other tests may share the process. */
export function noMoreRequests(): void {
  const pending = nock.pendingMocks().filter((one) => !one.includes('access_tokens'));
  nock.cleanAll();
  nock.enableNetConnect();
  nock.restore();
  if (pending.length > 0) throw new Error(`never asked for: ${pending.join(', ')}`);
}
