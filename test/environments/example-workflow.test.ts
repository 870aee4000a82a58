import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Running, Work } from '#ports/environments.js';
import { openDeploymentsPlace } from '../contract/environments-deployments-place.js';
import { aWork, type EnvironmentsPlace, production, settingsOf } from '../contract/environments-place.js';
import { order, ordersOf, running, textOf } from '../contract/shop-of-environments.js';

let place: EnvironmentsPlace;
let live: string;

beforeEach(async () => {
  place = await openDeploymentsPlace();
  live = await place.git.commit();
});
afterEach(() => place.remove());

const work = (commit: string, over: Partial<Work> = {}): Work =>
  aWork(place.git, commit, { scripts: live, ...over });

const masked = (): Work['settings'] => {
  const settings = settingsOf({});
  return { ...settings, scripts: { ...settings.scripts, mask: '.greenlight/mask' } };
};

async function goLive(): Promise<Running> {
  const shop = running(await place.environments.deploy(work(live, { environment: production })));
  await order(shop, 'Ada');
  return shop;
}

test('a sandbox gets the masked copy of the live data, and nothing else of them', async () => {
  const shop = await goLive();
  const copy = running(await place.environments.provision(work(live, { settings: masked() })));
  expect(await textOf(copy)).not.toContain('Ada');
  expect(await textOf(copy)).toContain('#1 ');
  expect(await ordersOf(shop)).toEqual(['Ada']);
});

test.each([
  ['fails', '#!/bin/sh\necho the names cannot be found\nexit 1\n', 'the names cannot be found'],
  [
    'leaves a link',
    '#!/bin/sh\nln -s "$GREENLIGHT_PRODUCTION_DIR" "$GREENLIGHT_MASKED_DIR/data"\n',
    'a link',
  ],
])('a mask that %s stops the sandbox before anything reaches it', async (_title, mask, why) => {
  await goLive();
  const scripts = await place.git.commit({ '.greenlight/mask': mask });
  const result = await place.environments.provision(work(live, { scripts, settings: masked() }));
  expect(result).toMatchObject({ kind: 'failed', why: expect.stringContaining(why) });
  const files = await place.remains({ name: 'sandbox-7-12', kind: 'sandbox' });
  expect(files.filter((file) => file.endsWith('orders.json'))).toEqual([]);
});

test('scripts come from the default branch, find what was asked for, and no token', async () => {
  const change = await place.git.commit({ '.greenlight/deploy': '#!/bin/sh\nexit 1\n' });
  expect(running(await place.environments.deploy(work(change))).commit).toBe(change);
  const tells =
    '#!/bin/sh\nenv | grep -i "ghs_" && exit 2\n' +
    'echo "$GREENLIGHT_OPERATION $GREENLIGHT_KIND $GREENLIGHT_TASK $GREENLIGHT_ROUND $GREENLIGHT_FROM_SERVICES/$GREENLIGHT_FROM_DATA"\nexit 1\n';
  const scripts = await place.git.commit({ '.greenlight/deploy': tells });
  const settings = settingsOf({});
  const from = { services: ['web', 'worker'], data: 'last-month' };
  const asked = { ...settings, sandbox: { ...settings.sandbox, from } };
  expect(await place.environments.deploy(work(change, { scripts, settings: asked }))).toMatchObject({
    kind: 'failed',
    why: 'deploy sandbox 7#12 1 web worker/last-month',
  });
});

test('a sandbox without live data is not told where they are', async () => {
  await goLive();
  const settings = settingsOf({});
  const none = { ...settings, sandbox: { ...settings.sandbox, from: { services: [], data: 'none' } } };
  expect(await ordersOf(running(await place.environments.provision(work(live, { settings: none }))))).toEqual(
    [],
  );
});
