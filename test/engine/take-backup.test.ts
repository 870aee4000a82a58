import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import type { Engine } from '#engine/engine.js';
import { backUpBoth } from '#engine/perform/back-up-both.js';
import type { Performed } from '#engine/perform/outcome.js';
import { UnderWay } from '#errors/under-way.js';
import type { Work } from '#ports/environments.js';
import type { Store } from '#ports/store.js';
import { openSqliteStore } from '#store/sqlite/open-sqlite-store.js';
import { aTask, repository } from '../support/a-task.js';

const [live, merge] = ['a'.repeat(40), 'b'.repeat(40)];
const product = { head: 'c'.repeat(40), live, merge, tree: 'd'.repeat(40) };
const trial = `sandbox-${repository.id}-1-trial`;

let directory: string;
let store: Store;
/** Work that a pipeline has done to its end; asked for the first time it is only begun. */
let begun: Set<string>;
/** What was done, in order, each once. */
let did: string[];
/** The trial sandbox, when it stands. */
let stands: boolean;
let failing: string | null;

beforeEach(async () => {
  [begun, did, stands, failing] = [new Set(), [], false, null];
  directory = await mkdtemp(join(tmpdir(), 'greenlight-backup-'));
  store = await openSqliteStore({ directory });
});
afterEach(async () => {
  await store.close();
  await rm(directory, { recursive: true });
});

/** As with a pipeline: the first call asks, later ones tell how it ended. */
function asked({ id }: Work, what: string, act: () => void): void {
  if (begun.has(id)) return;
  begun.add(id);
  did.push(what);
  act();
  throw new UnderWay(1);
}

const failed = (why: string) => ({ kind: 'failed', why, log: null, at: 'script' }) as const;

const environments = {
  backup: async (work: Work) => {
    asked(work, `backup ${work.environment.name}`, () => undefined);
    const { name } = work.environment;
    const backup = { id: name, environment: name, commit: work.commit, bytes: 1, sha256: 'e', at: 1 };
    return { kind: 'done', log: null, backup };
  },
  verify: () => Promise.resolve({ kind: 'done', log: null }),
  restore: async (work: Work & { backup: { id: string } }) => {
    asked(work, `try ${work.backup.id}`, () => (stands = true));
    // Asked again it is looked at again.
    if (failing !== null) return failed(failing);
    if (!stands) return failed('nobody answers');
    return { kind: 'done', log: null, url: 'http://127.0.0.1:1/', commit: work.commit };
  },
  destroy: async (work: Work) => {
    asked(work, `remove ${work.environment.name}`, () => (stands = false));
    return { kind: 'done', log: null, url: null, receipt: {} };
  },
  prune: () => Promise.resolve([]),
};

async function perform(): Promise<Performed> {
  const settings = {
    ...defaultSettings,
    environments: {
      ...defaultSettings.environments,
      executor: 'github-deployments' as const,
      backups: { ...defaultSettings.environments.backups, verify: 'restore' as const },
    },
  };
  const engine = {
    store,
    clock: { now: () => 1 },
    log: { info: () => undefined },
    configs: { of: () => Promise.resolve({ settings, problem: null }) },
    github: {
      gitSource: () => Promise.resolve({ url: 'https://github.test', token: '' }),
      removeEnvironment: (_repository: unknown, name: string) =>
        Promise.resolve(void did.push(`forget ${name}`)),
    },
    environments,
  } as unknown as Engine;
  return backUpBoth({
    engine,
    task: aTask(1),
    operation: { kind: 'BackUpBoth', id: '1#1:7:BackUpBoth', sandbox: 'sandbox-1-1', product } as never,
    attempt: 1,
    asked: 1,
    signal: new AbortController().signal,
  });
}

/** Performs the operation until it does not wait any more. */
async function performed(): Promise<Performed> {
  for (let tries = 0; tries < 20; tries += 1) {
    try {
      return await perform();
    } catch (error) {
      if (!(error instanceof UnderWay)) throw error;
    }
  }
  throw new Error('it never ends');
}

test('each backup is tried in a sandbox that is gone by the time the operation is performed again', async () => {
  const result = await performed();
  expect(result).toMatchObject({
    kind: 'done',
    event: {
      backups: [
        { id: 'production', verified: 'restore' },
        { id: 'sandbox-1-1', verified: 'restore' },
      ],
    },
  });
  const each = ['production', 'sandbox-1-1'].flatMap((name) => [
    `backup ${name}`,
    `try ${name}`,
    `remove ${trial}`,
    `forget ${trial}`,
  ]);
  expect(did).toEqual(each);
  expect(await performed()).toEqual(result);
  expect(did).toEqual(each);
});

test('a backup that does not come up does not count, and its sandbox is removed all the same', async () => {
  failing = 'the table orders is missing';
  expect(await performed()).toMatchObject({
    kind: 'failed',
    why: expect.stringContaining('could not be restored when it was tried: the table orders is missing'),
  });
  expect([did.at(-1), stands]).toEqual([`forget ${trial}`, false]);
});
