import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventsOf, type ShopWorld, startShop } from './start-world.js';

let world: ShopWorld;

beforeEach(async () => {
  world = await startShop();
});
afterEach(() => world.close());

test('a policy says of each request what it meets, and knows what it is for', async () => {
  const asked: string[] = [];
  world.github.faults.decideBy(({ route }) => {
    asked.push(route);
    return { status: 502 };
  });
  const list = () => world.octokit.rest.issues.listForRepo({ owner: 'shop', repo: 'web' });
  await expect(list()).rejects.toMatchObject({ status: 502 });
  expect(asked).toEqual(['POST /app/installations/{installation_id}/access_tokens']);
  world.github.faults.decideBy(() => ({ answerAfterMs: 20 }));
  expect((await list()).status).toBe(200);
  world.github.faults.decideBy(null);
  expect((await list()).status).toBe(200);
});

test('a policy says how often a delivery is sent, and when; what never arrives can be redelivered', async () => {
  const { github } = world;
  const { webhooks } = github;
  webhooks.sendBy(() => [0, 10]);
  await github.as('carl').openIssue('shop/web', { title: 'Twice' });
  await github.settled();
  expect(eventsOf(world).filter((event) => event === 'issues.opened')).toHaveLength(2);
  webhooks.sendBy(() => []);
  await github.as('carl').openIssue('shop/web', { title: 'Never' });
  await github.settled();
  expect(eventsOf(world).filter((event) => event === 'issues.opened')).toHaveLength(2);
  webhooks.sendBy(null);
  await webhooks.redeliver(github.deliveries.at(-1)?.guid ?? '');
  expect(eventsOf(world).filter((event) => event === 'issues.opened')).toHaveLength(3);
});
