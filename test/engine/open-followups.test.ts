import { beforeEach, expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import type { Engine } from '#engine/engine.js';
import { openFollowups } from '#engine/perform/open-followups.js';
import { aTask } from '../support/a-task.js';

const task = aTask(12, {
  followups: [
    { text: 'The same for the other page', by: 'clara' },
    { text: 'A bow', by: 'maria' },
  ],
});

let opened: { title: string; body: string }[];
let looked: number;
/** What happens at the next opening, in order; after that all is well. */
let breaking: ('before' | 'after')[];
let engine: Engine;

beforeEach(() => {
  [opened, looked, breaking] = [[], 0, []];
  const notes = new Map<string, string>();
  engine = {
    store: {
      loadNote: (name: string) => Promise.resolve(notes.get(name) ?? null),
      saveNote: (name: string, value: string) => Promise.resolve(void notes.set(name, value)),
    },
    github: {
      async openIssue(_repository: unknown, issue: { title: string; body: string }) {
        const how = breaking.shift();
        await Promise.resolve();
        if (how === 'before') throw new Error('GitHub did not answer');
        opened.push(issue);
        if (how === 'after') throw new Error('the connection dropped');
        return { number: 100 + opened.length, url: '' };
      },
      findIssue: (_repository: unknown, marker: string) => {
        looked += 1;
        const index = opened.findIndex(({ body }) => body.includes(marker));
        return Promise.resolve(index < 0 ? null : 101 + index);
      },
    },
  } as unknown as Engine;
});

const open = (): Promise<void> => openFollowups({ engine, task, settings: defaultSettings });
const titles = (): readonly string[] => opened.map(({ title }) => title);

test('an issue is opened for each, without looking, and none again when the release is tried again', async () => {
  await open();
  await open();
  expect(titles()).toEqual(['The same for the other page', 'A bow']);
  expect(looked).toBe(0);
});

test('one that was opened although nobody could be told is found, and not opened again', async () => {
  breaking = ['after'];
  await expect(open()).rejects.toThrow('the connection dropped');
  await open();
  expect(titles()).toEqual(['The same for the other page', 'A bow']);
  expect(looked).toBe(1);
});

test('one that was not opened is not found, and opened', async () => {
  breaking = ['before'];
  await expect(open()).rejects.toThrow('GitHub did not answer');
  await open();
  expect(titles()).toEqual(['The same for the other page', 'A bow']);
});

test('two that say the same are two', async () => {
  const [first] = task.followups;
  const twice = { ...task, followups: [first, first] } as typeof task;
  breaking = ['after'];
  await expect(openFollowups({ engine, task: twice, settings: defaultSettings })).rejects.toThrow();
  await openFollowups({ engine, task: twice, settings: defaultSettings });
  expect(opened).toHaveLength(2);
});
