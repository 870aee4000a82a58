import { createHmac } from 'node:crypto';
import { afterEach, expect, test } from '@jest/globals';
import { eventsOf, lastOf, startShop, webhookSecret, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
let world: ShopWorld;

afterEach(() => world.close());

test('a delivery is signed, names its event and its installation, and tells who did it', async () => {
  world = await startShop();
  await world.github.as('carl').openIssue('shop/web', { title: 'A wish', body: 'Please' });
  const payload = await lastOf(world, 'issues.opened');
  const { headers, raw } = world.received.at(-1) ?? { headers: {}, raw: '' };
  expect(headers).toMatchObject({
    'x-github-event': 'issues',
    'x-github-hook-installation-target-id': '4711',
    'x-github-hook-installation-target-type': 'integration',
    'x-hub-signature-256': `sha256=${createHmac('sha256', webhookSecret).update(raw).digest('hex')}`,
    'user-agent': expect.stringMatching(/^GitHub-Hookshot\//),
  });
  expect(payload).toMatchObject({
    action: 'opened',
    issue: {
      number: 1,
      title: 'A wish',
      user: { login: 'carl', type: 'User' },
      performed_via_github_app: null,
    },
    repository: { full_name: 'shop/web' },
    organization: { login: 'shop' },
    sender: { login: 'carl' },
    installation: { id: world.installationId },
  });
});

test('events that the App did not subscribe to are not delivered, its installation always is', async () => {
  world = await startShop({ events: ['issue_comment'] });
  const { number } = await world.github.as('carl').openIssue('shop/web', { title: 'A' });
  await world.github.as('carl').comment('shop/web', number, 'Hello');
  await world.github.settled();
  expect(eventsOf(world)).toEqual(['installation.created', 'issue_comment.created']);
});

test('the App hears of its own comments as its bot, and they name the App', async () => {
  world = await startShop();
  const { number } = await world.github.as('carl').openIssue('shop/web', { title: 'A' });
  const { data } = await world.octokit.rest.issues.createComment({
    ...web,
    issue_number: number,
    body: 'Card',
  });
  expect(data.performed_via_github_app?.slug).toBe('greenlight');
  expect(await lastOf(world, 'issue_comment.created')).toMatchObject({
    sender: { login: 'greenlight[bot]', type: 'Bot' },
    comment: { performed_via_github_app: { slug: 'greenlight' } },
  });
  await world.octokit.rest.issues.updateComment({ ...web, comment_id: data.id, body: 'Card 2' });
  expect(await lastOf(world, 'issue_comment.edited')).toMatchObject({ changes: { body: { from: 'Card' } } });
});

test('a lost delivery can be found by the App and sent again under the same id', async () => {
  world = await startShop();
  world.github.webhooks.drop({ event: 'issues', action: 'opened' });
  await world.github.as('carl').openIssue('shop/web', { title: 'Lost' });
  await world.github.settled();
  expect(eventsOf(world)).not.toContain('issues.opened');
  const { data } = await world.app.rest.apps.listWebhookDeliveries({ per_page: 10 });
  const lost = data.find(({ event }) => event === 'issues');
  expect(lost).toMatchObject({ status_code: 502, redelivery: false, action: 'opened' });
  await world.app.rest.apps.redeliverWebhookDelivery({ delivery_id: lost?.id ?? 0 });
  await lastOf(world, 'issues.opened');
  expect(world.received.at(-1)?.headers['x-github-delivery']).toBe(lost?.guid);
  const { data: after } = await world.app.rest.apps.listWebhookDeliveries();
  expect(after[0]).toMatchObject({ guid: lost?.guid, redelivery: true, status: 'OK' });
});

test('a receiver that fails is written down as failed and not asked again', async () => {
  world = await startShop();
  world.github.deliverTo('http://127.0.0.1:9/nobody');
  await world.github.as('carl').openIssue('shop/web', { title: 'A' });
  await world.github.settled();
  expect(world.github.deliveries.filter(({ event }) => event === 'issues')).toMatchObject([
    { status_code: 0 },
  ]);
});

test('deliveries can be held back, shuffled and doubled', async () => {
  world = await startShop();
  world.github.webhooks.pause();
  world.github.webhooks.duplicate({ event: 'issues' });
  const { number } = await world.github.as('carl').openIssue('shop/web', { title: 'A' });
  await world.github.as('carl').comment('shop/web', number, 'B');
  await world.github.settled();
  expect(eventsOf(world)).toEqual(['installation.created']);
  let key = 2;
  world.github.webhooks.shuffle(() => (key -= 1));
  world.github.webhooks.resume();
  await world.github.settled();
  expect(world.github.deliveries.map(({ event }) => event)).toEqual([
    'installation',
    'issue_comment',
    'issues',
    'issues',
  ]);
  const [first, second] = world.github.deliveries.slice(2);
  expect(second?.guid).toBe(first?.guid);
});

test("another App's checks are heard of, the buttons of our own are clicked by people who may write", async () => {
  world = await startShop();
  const { github, octokit } = world;
  const sha = await github.repository('shop/web').git('rev-parse', 'main');
  await github.ci('shop/web').check(sha, { name: 'build', conclusion: 'success' });
  expect(await lastOf(world, 'check_run.completed')).toMatchObject({
    check_run: { name: 'build', app: { id: 15368, slug: 'github-actions' }, head_sha: sha },
  });
  expect(eventsOf(world)).toContain('check_suite.completed');
  const action = { label: 'Approve', description: 'Approve the demo', identifier: 'approve' };
  const { data } = await octokit.rest.checks.create({
    ...web,
    name: 'greenlight',
    head_sha: sha,
    conclusion: 'action_required',
    actions: [action],
  });
  await expect(github.as('carl').clickCheckAction('shop/web', data.id, 'approve')).rejects.toMatchObject({
    status: 403,
  });
  await github.as('dev').clickCheckAction('shop/web', data.id, 'approve');
  expect(await lastOf(world, 'check_run.requested_action')).toMatchObject({
    requested_action: { identifier: 'approve' },
    sender: { login: 'dev' },
  });
  const tooMany = octokit.rest.checks.update({
    ...web,
    check_run_id: data.id,
    actions: [action, action, action, action],
  });
  await expect(tooMany).rejects.toMatchObject({ status: 422 });
  const nowhere = octokit.rest.checks.create({ ...web, name: 'greenlight', head_sha: '1'.repeat(40) });
  await expect(nowhere).rejects.toMatchObject({ status: 422 });
});
