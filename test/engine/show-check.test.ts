import { expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import type { Engine } from '#engine/engine.js';
import { nothingShown } from '#store/nothing-shown.js';
import { mergeApproved } from '#engine/perform/merge-approved.js';
import type { Performance } from '#engine/perform/performance.js';
import { project } from '#engine/say/project.js';
import { showCheck } from '#engine/say/show-check.js';
import type { Snapshot } from '#ports/github.js';
import type { Shown } from '#ports/store.js';
import type { Task } from '#process/task.js';
import { aChange, aTask } from '../support/a-task.js';

const [approved, pushed] = ['a'.repeat(40), 'b'.repeat(40)];
const config = { settings: defaultSettings, problem: null };

/** The states of the check that were put on GitHub to show this task, where these were shown before. */
async function putFor(over: Partial<Task>, shown: Partial<Shown>): Promise<readonly string[]> {
  const put: string[] = [];
  const engine = {
    github: {
      putCheck: (_: unknown, { state }: { state: string }) => {
        put.push(state);
        return Promise.resolve({ id: 2 });
      },
    },
    store: {
      productionHeld: () => Promise.resolve(null),
      productionQueue: () => Promise.resolve([]),
      deadJobsOf: () => Promise.resolve([]),
    },
  } as unknown as Engine;
  const task = aTask(1, { stage: 'release', change: aChange(2, approved), ...over });
  await showCheck(engine, { task, config, shown: { ...nothingShown, ...shown } });
  return put;
}

const merging = { awaiting: { id: '1:9:ReleaseChange', kind: 'ReleaseChange', since: 0 } } as unknown as Task;
const onApproved = { id: 1, head: approved, body: 'green' };
const onPushed = { id: 1, head: pushed, body: 'red' };

test('while a change is merged its check is left to what merges it: an answer for an older state would stop the merge', async () => {
  expect(await putFor(merging, { check: onApproved })).toEqual([]);
  // Somebody pushed and took it back: the head has no check that is known here, and is about to get a green one.
  expect(await putFor(merging, { check: onPushed })).toEqual([]);
  expect(await putFor(merging, { check: null })).toEqual([]);
});

test('one that somebody asked for once more while a change is merged stays known: it is the one that turns green', async () => {
  const { awaiting } = merging;
  const task = aTask(1, { stage: 'release', change: aChange(2, approved), awaiting });
  let shown: Shown = { ...nothingShown, check: onApproved };
  const engine = {
    appSlug: 'greenlight',
    clock: { now: () => 1_000 },
    configs: { of: () => Promise.resolve(config) },
    github: {
      withCause: (_cause: string, work: () => Promise<unknown>) => work(),
      createComment: () => Promise.resolve({ id: 3, node: 'IC_3', url: '' }),
    },
    store: {
      loadTask: () => Promise.resolve(task),
      loadShown: () => Promise.resolve(shown),
      saveShown: (_key: string, part: Partial<Shown>) =>
        Promise.resolve(void (shown = { ...shown, ...part })),
      productionHeld: () => Promise.resolve(null),
      productionQueue: () => Promise.resolve([]),
      deadJobsOf: () => Promise.resolve([]),
      loadJournal: () => Promise.resolve([]),
    },
  } as unknown as Engine;
  await project(engine, { type: 'project', task: task.key, node: null, look: 'check' }, 1);
  expect(shown).toMatchObject({ version: task.version, check: onApproved });
});

test('what merges keeps the check that it turned green, and not the label that stood when it began', async () => {
  let shown: Shown = { ...nothingShown, version: 8, label: 'stage: final-demo', check: onApproved };
  const operation = { product: { head: approved, live: pushed } };
  const engine = {
    configs: {
      of: () => Promise.resolve(config),
      take: () => Promise.resolve(config),
    },
    github: {
      putCheck: () => {
        // Meanwhile the label is moved, in a lane of its own.
        shown = { ...shown, version: 9, label: 'stage: release' };
        return Promise.resolve({ id: 1 });
      },
      mergeChange: () => Promise.resolve({ kind: 'merged', sha: approved, tree: approved }),
    },
    store: {
      loadTask: () => Promise.resolve(aTask(1, {})),
      loadShown: () => Promise.resolve(shown),
      saveShown: (_key: string, part: Partial<Shown>) =>
        Promise.resolve(void (shown = { ...shown, ...part })),
    },
  };
  const seen = { change: aChange(2, approved), live: pushed };
  const snapshot = { seen, defaultBranch: 'main', merged: null, config: null, mergeQueue: false };
  await mergeApproved(
    { engine, task: aTask(1, {}), operation } as unknown as Performance<'ReleaseChange'>,
    snapshot as unknown as Snapshot,
  );
  expect(shown).toMatchObject({ version: 9, label: 'stage: release', check: { id: 1, head: approved } });
  expect(shown.check?.body).toMatch(/^green/);
});

test('before and after, a head without a check gets one', async () => {
  expect(await putFor({}, { check: onPushed })).toHaveLength(1);
  expect(await putFor({}, { check: null })).toHaveLength(1);
});
