import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseConfig } from '#config/parse-config.js';
import type { Engine } from '#engine/engine.js';
import { watchProduction } from '#engine/perform/watch-production.js';
import { probe } from '#environments/probes/probe.js';
import type { Store } from '#ports/store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aTask } from '../support/a-task.js';

const commit = 'c'.repeat(40);
const config = `
environments: { production: { probes: [{ name: page, path: / }] } }
production: { watch: 1m, failures: 3, interval: 10s }
`;

let directory: string;
let store: Store;
let production: Server;
let url: string;
let now: number;
/** What production answers, the last for good. */
let answers: number[];
let asked: number;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'greenlight-watch-'));
  store = await openSqliteStore({ directory });
  [now, asked, answers] = [1_000_000, 0, [200]];
  production = createServer((_request, response) => {
    asked += 1;
    response.writeHead((answers.length > 1 ? answers.shift() : answers[0]) ?? 200).end();
  });
  await new Promise<void>((resolve) => production.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(production.address() as AddressInfo).port}`;
});

afterEach(async () => {
  await new Promise((resolve) => production.close(resolve));
  await store.close();
  await rm(directory, { recursive: true });
});

/** One try of the watch, as the engine makes it: it knows nothing of the tries before but what is stored. */
async function look(id = '1#1:7') {
  const parsed = parseConfig(config);
  if (!parsed.ok) throw new Error('the configuration is wrong');
  const engine = {
    store,
    clock: { now: () => now },
    configs: { of: () => Promise.resolve({ settings: parsed.settings }) },
    environments: { probe },
  } as unknown as Engine;
  return watchProduction({
    engine,
    task: aTask(1, { production: { url } as never }),
    operation: { kind: 'WatchProduction', id, commit, watchMs: 60_000 } as const,
    attempt: 1,
    asked: 1_000_000,
    signal: new AbortController().signal,
  });
}

/** Looks whenever the watch asks to be called again, and tells what each try came to. */
async function watch(): Promise<string[]> {
  const said: string[] = [];
  for (;;) {
    const performed = await look();
    if (performed.kind !== 'snooze') {
      if (performed.kind === 'done') said.push(performed.event?.type ?? 'nothing');
      return said;
    }
    said.push(`+${performed.afterMs / 1_000} s`);
    now += performed.afterMs;
  }
}

const interval = '+10 s';

test('production that answers is looked at once in an interval, until the watch ends', async () => {
  expect(await watch()).toEqual([...Array.from({ length: 6 }, () => interval), 'WatchEnded']);
  expect(asked).toBe(7);
});

test('one look of three that fails does not take production back', async () => {
  answers = [200, 500, 200, 500, 500, 200];
  expect((await watch()).at(-1)).toBe('WatchEnded');
});

test('looks that fail in a row do, with the interval between them, and with what was seen', async () => {
  answers = [200, 500];
  expect(await watch()).toEqual([interval, interval, interval, 'ProductionUnhealthy']);
  expect([asked, now]).toEqual([4, 1_030_000]);
});

test('the reason is what the probe said', async () => {
  answers = [503];
  await look();
  now += 10_000;
  await look();
  now += 10_000;
  expect(await look()).toMatchObject({
    event: { type: 'ProductionUnhealthy', detail: 'page: / answered 503 instead of 200' },
  });
});

test('a try that comes too early, after a crash, does not look: failures stay an interval apart', async () => {
  answers = [500];
  await look();
  now += 4_000;
  expect(await look()).toEqual({ kind: 'snooze', afterMs: 6_000 });
  expect(asked).toBe(1);
});

test('the failures of an earlier watch do not count', async () => {
  answers = [500];
  await look('1#1:5');
  now += 10_000;
  await look('1#1:5');
  now += 10_000;
  expect(await look('1#1:7')).toEqual({ kind: 'snooze', afterMs: 10_000 });
});

test('a watch does not end with a look that failed: it goes on until that is decided', async () => {
  answers = [200, 200, 200, 200, 200, 500];
  expect(await watch()).toEqual([...Array.from({ length: 7 }, () => interval), 'ProductionUnhealthy']);
});
