import { beforeEach, expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import type { Performing } from '#engine/perform/performance.js';
import { withDeployment } from '#engine/perform/with-deployment.js';
import type { Work } from '#ports/environments.js';

const work = {
  repository: { id: 1, owner: 'agency', name: 'shop', installation: 2 },
  environment: { name: 'production', kind: 'production' },
  commit: 'c'.repeat(40),
  settings: { executor: 'command' },
} as Work;

let made: { operation: string }[];
let ran: number;
let said: string[];
/** What GitHub breaks off, once each. */
let breaking: ('status' | 'deployment')[];
let performance: Performing;

beforeEach(() => {
  [made, ran, said, breaking] = [[], 0, [], []];
  const notes = new Map<string, string>();
  const breakOff = (what: 'status' | 'deployment'): void => {
    if (breaking[0] !== what) return;
    breaking.shift();
    throw new Error(`GitHub did not answer about the ${what}`);
  };
  const engine = {
    store: {
      loadNote: (name: string) => Promise.resolve(notes.get(name) ?? null),
      saveNote: (name: string, value: string) => Promise.resolve(void notes.set(name, value)),
    },
    configs: { of: () => Promise.resolve({ settings: defaultSettings, problem: null }) },
    github: {
      async createDeployment(_repository: unknown, { payload }: { payload: { operation: string } }) {
        made.push(payload);
        await Promise.resolve();
        breakOff('deployment');
        return { id: made.length };
      },
      listDeployments: () =>
        Promise.resolve(made.map(({ operation }, index) => ({ id: index + 1, operation }))),
      async setDeploymentStatus(_repository: unknown, id: number, { state }: { state: string }) {
        await Promise.resolve();
        if (state === 'success') breakOff('status');
        said.push(`${id} ${state}`);
      },
    },
  };
  // A snooze does not count as a try: each may call itself the first.
  performance = { engine, operation: { id: '1#2:3:DeployProduction' }, attempt: 1 } as unknown as Performing;
});

const deploy = () =>
  withDeployment(performance, 'deploy', {
    work,
    run: (asked) => {
      ran += 1;
      return Promise.resolve({ kind: 'done', log: null, url: 'http://shop', commit: asked.commit } as const);
    },
  });

test('what is live is not put live again because GitHub could not be told', async () => {
  breaking = ['status'];
  await expect(deploy()).rejects.toThrow('status');
  expect(await deploy()).toMatchObject({ kind: 'done', url: 'http://shop' });
  expect(ran).toBe(1);
  expect(said).toEqual(['1 in_progress', '1 in_progress', '1 success']);
});

test('a deployment that GitHub recorded, although the connection broke, is found by whichever try comes next', async () => {
  breaking = ['deployment'];
  await expect(deploy()).rejects.toThrow('deployment');
  await deploy();
  await deploy();
  expect(made).toHaveLength(1);
});
