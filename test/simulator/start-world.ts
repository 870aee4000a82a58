import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAppAuth } from '@octokit/auth-app';
import { Octokit } from '@octokit/rest';
import type { GitHub, GitHubOptions } from '#simulator/github.js';
import { startGitHub } from '#simulator/start-github.js';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
});

export const appId = 4711;
export const appKey = privateKey;
export const webhookSecret = 'a secret of the simulator tests';

export interface Received {
  headers: IncomingHttpHeaders;
  raw: string;
  payload: Record<string, unknown>;
}

/** A simulated GitHub with a small shop in it: people, one repository, the App installed, and a receiver of webhooks. */
export interface ShopWorld {
  github: GitHub;
  installationId: number;
  received: Received[];
  /** Octokit as the installation; narrower with a token of its own. */
  octokit: Octokit;
  /** Octokit as the App itself. */
  app: Octokit;
  /** Octokit with a token. */
  with(token: string): Octokit;
  /** A fresh installation token. */
  token(subset?: { repositories?: string[]; permissions?: Record<string, string> }): Promise<string>;
  close(): Promise<void>;
}

export const everything: GitHubOptions['app']['permissions'] = {
  actions: 'read',
  administration: 'write',
  checks: 'write',
  contents: 'write',
  deployments: 'write',
  issues: 'write',
  members: 'read',
  merge_queues: 'read',
  metadata: 'read',
  pull_requests: 'write',
  statuses: 'write',
};

export const everyEvent = [
  'check_run',
  'check_suite',
  'create',
  'membership',
  'deployment',
  'deployment_protection_rule',
  'deployment_status',
  'issue_comment',
  'issues',
  'label',
  'merge_group',
  'pull_request',
  'pull_request_review',
  'push',
  'release',
  'status',
];

export async function startShop(
  options: Partial<GitHubOptions['app']> & Pick<GitHubOptions, 'now' | 'tokenLifetimeMs'> = {},
): Promise<ShopWorld> {
  const { now, tokenLifetimeMs, ...app } = options;
  const directory = await mkdtemp(join(tmpdir(), 'simulator-test-'));
  const github = await startGitHub({
    app: {
      id: appId,
      slug: 'greenlight',
      publicKey,
      webhookSecret,
      permissions: everything,
      events: everyEvent,
      ...app,
    },
    directory,
    ...(now ? { now } : {}),
    ...(tokenLifetimeMs === undefined ? {} : { tokenLifetimeMs }),
  });
  const received: Received[] = [];
  const receiver = await receive(received);
  github.deliverTo(`http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hooks`);
  for (const login of ['mara', 'dev', 'tess', 'carl', 'out']) github.addUser(login);
  github.addOrganization('shop', {
    members: ['mara'],
    teams: { 'QA people': { members: ['tess'], pending: ['dev'] } },
  });
  await github.createRepository({
    owner: 'shop',
    name: 'web',
    private: true,
    files: {
      'README.md': '# Web\n',
      'price.txt': '10\n',
      'run.sh': { content: '#!/bin/sh\n', mode: '100755' },
    },
    collaborators: { mara: 'admin', dev: 'write', tess: 'triage', carl: 'read' },
  });
  const { id } = await github.install({ account: 'shop', repositories: ['shop/web'] });
  await github.settled();
  const baseUrl = `${github.url}/api/v3`;
  const auth = { appId, privateKey };
  // Refusals are what many tests look for: nothing to log.
  const silent = {
    debug: () => undefined,
    info: () => undefined,
    warn: () => undefined,
    error: () => undefined,
  };
  const asApp = new Octokit({ baseUrl, authStrategy: createAppAuth, auth, log: silent });
  return {
    github,
    installationId: id,
    received,
    app: asApp,
    octokit: new Octokit({
      baseUrl,
      log: silent,
      authStrategy: createAppAuth,
      auth: { ...auth, installationId: id },
    }),
    with: (token) => new Octokit({ baseUrl, log: silent, auth: token }),
    token: async (subset = {}) => {
      const { data } = await asApp.rest.apps.createInstallationAccessToken({
        installation_id: id,
        ...subset,
      });
      return data.token;
    },
    close: async () => {
      await github.close();
      await new Promise((resolve) => receiver.close(resolve));
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** The events received so far, `event.action`. */
export function eventsOf({ received }: ShopWorld): string[] {
  return received.map(({ headers, payload }) =>
    [headers['x-github-event'], payload['action']].filter(Boolean).join('.'),
  );
}

/** The last payload of an event, once everything has been delivered. */
export async function lastOf(world: ShopWorld, event: string): Promise<Record<string, unknown>> {
  await world.github.settled();
  const index = eventsOf(world).lastIndexOf(event);
  const found = world.received[index];
  if (!found) throw new Error(`no ${event} among ${eventsOf(world).join(', ')}`);
  return found.payload;
}

async function receive(received: Received[]): Promise<Server> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const raw = Buffer.concat(chunks).toString();
      received.push({ headers: request.headers, raw, payload: JSON.parse(raw) as Record<string, unknown> });
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
