import { generateKeyPairSync } from 'node:crypto';
import { expect, test } from '@jest/globals';
import type { Delivery } from '#app/greenlight.js';
import { loadProbot } from '#app/load-probot.js';
import type { ServerSettings } from '#app/read-environment.js';

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  publicKeyEncoding: { type: 'spki', format: 'pem' },
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
});
const settings = {
  appId: 1,
  privateKey,
  webhookSecret: 'It’s a secret to everybody',
  // Nobody answers there.
  github: { apiUrl: 'http://127.0.0.1:1' },
} as ServerSettings;

const anIssue = { id: 'a-delivery', name: 'issues', payload: { action: 'opened' } } as never;

test('Probot hands on what it is given, and says when that could not be stored', async () => {
  const stored: Delivery[] = [];
  const probot = await loadProbot(settings, (delivery) => {
    stored.push(delivery);
    return stored.length === 1 ? Promise.resolve() : Promise.reject(new Error('disk full'));
  });
  await probot.webhooks.receive(anIssue);
  expect(stored).toEqual([{ id: 'a-delivery', event: 'issues', payload: { action: 'opened' } }]);
  await expect(probot.webhooks.receive(anIssue)).rejects.toThrow('disk full');
});

test('no client is made for a delivery, and the one that there is asks GitHub nothing', async () => {
  const probot = await loadProbot(settings, () => Promise.resolve());
  const clients: object[] = [];
  probot.on('issues', async ({ octokit }) => {
    clients.push(octokit);
    await octokit.request('GET /rate_limit');
  });
  const refused = 'stored before GitHub is asked anything';
  await expect(probot.webhooks.receive(anIssue)).rejects.toThrow(refused);
  await expect(probot.webhooks.receive(anIssue)).rejects.toThrow(refused);
  expect(clients[0]).toBe(clients[1]);
});
