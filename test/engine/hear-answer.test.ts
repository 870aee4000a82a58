import { beforeEach, expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import { openDeploymentAnswers } from '#engine/deployment-answers.js';
import type { Engine } from '#engine/engine.js';
import { hearAnswer } from '#engine/hear-answer.js';
import type { DeploymentAnswer } from '#ports/deployment-answers.js';

const repository = { id: 7, owner: 'agency', name: 'shop', installation: 1 };

let answeredBy: readonly string[];
let hurried: string[];
let engine: Engine;
/** Cards that are shown anew. */
let shown: number;

beforeEach(() => {
  [answeredBy, hurried, shown] = [[], [], 0];
  const notes = new Map<string, string>();
  const store = {
    loadNote: (name: string) => Promise.resolve(notes.get(name) ?? null),
    saveNote: (name: string, value: string) => Promise.resolve(void notes.set(name, value)),
    hurryLane: (lane: string) => Promise.resolve(void hurried.push(lane)),
  };
  const environments = { ...defaultSettings.environments };
  const configs = {
    of: () =>
      Promise.resolve({ settings: { ...defaultSettings, environments: { ...environments, answeredBy } } }),
  };
  engine = { store, configs, clock: { now: () => 9 } } as unknown as Engine;
});

async function hear(over: Partial<DeploymentAnswer>): Promise<DeploymentAnswer | null> {
  const by = 'github-actions[bot]';
  const life = { id: 1, description: '', environmentUrl: null, logUrl: null, by, at: 1 };
  const answer = { state: 'success' as const, ...life, ...over };
  const jobs = await hearAnswer(engine, {
    type: 'deployment-answered',
    repository,
    task: '7#12',
    deployment: 88,
    answer,
  });
  shown += jobs.length;
  return openDeploymentAnswers(engine.store).load(7, 88);
}

test('the end of a deployment wakes the operation that waits for it; a sign of life is only kept', async () => {
  expect(await hear({ state: 'in_progress' })).toMatchObject({ state: 'in_progress' });
  expect(hurried).toEqual([]);
  expect(await hear({ id: 2 })).toMatchObject({ state: 'success' });
  expect(hurried).toEqual(['work:7#12']);
});

test('that a pipeline has begun is shown once, however often it says so', async () => {
  await hear({ state: 'queued' });
  expect(shown).toBe(0);
  await hear({ id: 2, state: 'in_progress' });
  await hear({ id: 2, state: 'in_progress' });
  await hear({ id: 3, at: 2, state: 'in_progress' });
  expect(shown).toBe(1);
  await hear({ id: 4, at: 3, state: 'success' });
  await hear({ id: 5, at: 4, state: 'in_progress' });
  expect(shown).toBe(1);
});

test('where the configuration says who may answer, nobody else is heard', async () => {
  answeredBy = ['Deployer[bot]'];
  expect(await hear({ by: 'mallory' })).toBeNull();
  expect(hurried).toEqual([]);
  expect(await hear({ by: 'deployer[bot]' })).not.toBeNull();
});
