import { beforeEach, expect, test } from '@jest/globals';
import { type Configs, openConfigs } from '#engine/configs.js';
import { loadGoodConfig } from '#engine/good-config.js';
import type { ConfigFile, DefaultsFile } from '#ports/github.js';
import { repository } from '../support/a-task.js';

const minute = 60_000;
const notes = new Map<string, string>();
const store = {
  loadNote: (name: string) => Promise.resolve(notes.get(name) ?? null),
  saveNote: (name: string, value: string) => Promise.resolve(void notes.set(name, value)),
};

let now: number;
let reads: number;
let shared: DefaultsFile | null;

beforeEach(() => {
  notes.clear();
  [now, reads, shared] = [0, 0, { blob: 'a', text: 'roles: {client: ceo}' }];
});

const own: ConfigFile = { blob: 'own', text: 'roles: {tester: tess}', commit: 'c' };

function open(): Configs {
  const github = {
    loadConfig: () => Promise.resolve(own),
    loadDefaults: () => {
      reads += 1;
      return Promise.resolve(shared);
    },
  };
  return openConfigs({ github, store, clock: { now: () => now } });
}

const client = async (configs: Configs, of = repository): Promise<unknown> =>
  (await configs.take(of, own)).settings.roles.client;
const named = (...users: readonly string[]) => ({ kind: 'people', users, teams: [], permission: null });

test('an owner’s defaults are read once in five minutes for all of its repositories', async () => {
  const configs = open();
  expect(await client(configs)).toEqual(named('ceo'));
  shared = { blob: 'b', text: 'roles: {client: clara}' };
  now = 5 * minute - 1;
  await client(configs);
  await client(configs, { ...repository, id: 2, owner: repository.owner.toUpperCase() });
  expect(reads).toBe(1);
  now += 1;
  // The file of the repository is the same; that of its owner is not.
  expect(await client(configs)).toEqual(named('clara'));
  expect(reads).toBe(2);
});

test('another owner has others', async () => {
  const configs = open();
  await client(configs);
  shared = null;
  expect(await client(configs, { ...repository, id: 2, owner: 'other' })).toEqual({ kind: 'unset' });
});

test('a change that is told counts at once, also for what asks without reading', async () => {
  const configs = open();
  await client(configs);
  shared = null;
  expect((await configs.of(repository)).settings.roles.client).toEqual(named('ceo'));
  await configs.forgetDefaults(repository.owner, 'a delivery');
  expect((await configs.of(repository)).settings.roles.client).toEqual({ kind: 'unset' });
});

test('when the defaults cannot be used, what both files last said is remembered, also after a restart', async () => {
  await client(open());
  shared = { blob: 'b', text: '\nrolls: {}' };
  const { settings, problem } = await open().take(repository, own);
  expect(problem).toBe(`${repository.owner}/.github: line 2, rolls: unknown key; did you mean roles?`);
  expect(settings.roles).toMatchObject({ client: named('ceo'), tester: named('tess') });
  expect(await loadGoodConfig(store, repository)).toEqual(settings);
});

test('a file that was remembered before there were defaults is still read', async () => {
  notes.set(`config-good:${repository.id}`, 'roles: {client: carla}');
  expect((await loadGoodConfig(store, repository)).roles.client).toEqual(named('carla'));
});

test('a read that failed is not remembered, and opens nothing', async () => {
  let fails = true;
  const github = {
    loadConfig: () => Promise.resolve(own),
    loadDefaults: () => (fails ? Promise.reject(new Error('502')) : Promise.resolve(shared)),
  };
  const configs = openConfigs({ github, store, clock: { now: () => now } });
  await expect(configs.take(repository, own)).rejects.toThrow('502');
  fails = false;
  expect(await client(configs)).toEqual(named('ceo'));
});

test('the repository that holds the defaults has none', async () => {
  await open().take({ ...repository, name: '.github' }, own);
  expect(reads).toBe(0);
});
