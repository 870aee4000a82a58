import { beforeEach, expect, test } from '@jest/globals';
import { type Configs, openConfigs } from '#engine/configs.js';
import { type Heeding, heedPeople } from '#engine/heed-people.js';
import type { ConfigFile, GitHub } from '#ports/github.js';
import { repository } from '../support/a-task.js';

const notes = new Map<string, string>();
const store = {
  loadNote: (name: string) => Promise.resolve(notes.get(name) ?? null),
  saveNote: (name: string, value: string) => Promise.resolve(void notes.set(name, value)),
};
const clock = { now: () => 0 };

let file: ConfigFile;
let reads: number;

beforeEach(() => {
  notes.clear();
  [reads, file] = [0, { blob: 'a', text: 'roles: {client: clara}', commit: 'c' }];
});

function open(): Configs {
  const github = {
    loadConfig: () => {
      reads += 1;
      return Promise.resolve(file);
    },
    loadDefaults: () => Promise.resolve(null),
  };
  return openConfigs({ github, store, clock });
}

const client = async (configs: Configs): Promise<unknown> =>
  (await configs.of(repository)).settings.roles.client;
const named = (...users: readonly string[]) => ({ kind: 'people', users, teams: [], permission: null });

test('a configuration that one replica hears of counts on the others, too, and is read once for that', async () => {
  const [here, there] = [open(), open()];
  await Promise.all([client(here), client(there)]);
  file = { blob: 'b', text: 'roles: {client: carla}', commit: 'd' };
  await here.forget(repository.id, 'a push');
  expect(await client(there)).toEqual(named('carla'));
  expect(await client(there)).toEqual(named('carla'));
  expect(reads).toBe(3);
});

test('what was read before a push is not taken for what came after it', async () => {
  const configs = open();
  const asOf = await configs.asOf(repository);
  const before = file;
  file = { blob: 'b', text: 'roles: {client: carla}', commit: 'd' };
  await open().forget(repository.id, 'a push');
  await configs.take(repository, before, asOf);
  expect(await client(configs)).toEqual(named('carla'));
});

test('that a team changed is heeded on every replica, once', async () => {
  let forgotten: number[] = [];
  const github = {
    isTeamMember: () => Promise.resolve(true),
    forgetPeople: (installation) => void forgotten.push(installation),
  } as Partial<GitHub> as GitHub;
  const [here, there] = [heedPeople(github, store), heedPeople(github, store)];
  const ask = ({ github: heeding }: Heeding): Promise<boolean> =>
    heeding.isTeamMember(repository, { org: 'agency', slug: 'qa' }, 'tess');
  await Promise.all([ask(here), ask(there)]);
  forgotten = [];
  await here.forgetPeople(repository.installation, 'a delivery');
  for (const replica of [here, there, here, there]) await ask(replica);
  expect(forgotten).toEqual([repository.installation, repository.installation]);
});
