import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { openShop } from './server.mjs';

let directory;
let shop;

const open = async () => (shop = await openShop({ port: 0, directory, commit: 'abc123' }));
const read = async (path) => (await fetch(shop.url + path)).text();
const order = (fields) =>
  fetch(`${shop.url}/orders`, { method: 'POST', body: new URLSearchParams(fields), redirect: 'manual' });

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'shop-'));
  await open();
});

afterEach(async () => {
  await shop.close();
  await rm(directory, { recursive: true });
});

test('the page shows products with their prices', async () => {
  const page = await read('/');
  assert.match(page, /Stoneware mug/);
  assert.match(page, /€18/);
});

test('every answer says which commit it comes from', async () => {
  for (const path of ['/', '/health', '/nowhere']) {
    assert.equal((await fetch(shop.url + path)).headers.get('x-commit'), 'abc123');
  }
});

test('an order is taken, shown, and still there after a restart', async () => {
  assert.equal((await order({ product: 'lamp', name: 'Ada' })).status, 303);
  assert.match(await read('/'), /#1 Desk lamp for Ada/);
  await shop.close();
  await open();
  assert.match(await read('/'), /#1 Desk lamp for Ada/);
  assert.deepEqual(JSON.parse(await read('/health')), { ok: true, orders: 1 });
});

test('orders at the same moment are all kept', async () => {
  await Promise.all(Array.from({ length: 20 }, (_, n) => order({ product: 'mug', name: `Guest ${n}` })));
  await shop.close();
  await open();
  assert.equal(JSON.parse(await read('/health')).orders, 20);
});

test('an order without a name or of an unknown product is refused', async () => {
  assert.equal((await order({ product: 'mug', name: ' ' })).status, 422);
  assert.equal((await order({ product: 'yacht', name: 'Ada' })).status, 422);
  assert.equal(JSON.parse(await read('/health')).orders, 0);
});

test('a name cannot put markup on the page', async () => {
  await order({ product: 'mug', name: '<script>alert(1)</script>' });
  assert.doesNotMatch(await read('/'), /<script>/);
});
