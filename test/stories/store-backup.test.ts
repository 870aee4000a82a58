import { join } from 'node:path';
import { stat } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { store } from '#cli/store/store.js';
import { runCommand } from '../cli/run-command.js';
import { type Story, startStory } from './start-story.js';
import { openChange, startWork, toDemo } from './way.js';

let story: Story;
let issue: number;
let file: string;

beforeAll(async () => {
  story = await startStory();
  file = join(story.variables['GREENLIGHT_DATA'] ?? '', 'backup.db');
  issue = await startWork(story);
  await openChange(story, issue);
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
}, 180_000);
afterAll(() => story.close(), 180_000);

const run = (...args: string[]) => runCommand(store, args, story.variables);
test('the store is copied while the server runs, for its user alone, and never over another file', async () => {
  const { said, exitCode } = await run('backup', file);
  expect({ said, exitCode }).toMatchObject({ exitCode: 0 });
  expect(said).toMatch(/holds the store: 1 tasks, \d+ journal entries, every chain holds\.$/);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await run('backup', file)).said).toContain('there is a file of this name already');
  expect(await run('check')).toMatchObject({ exitCode: 0 });
});

test('it is not put back under a running server, nor over a store that nobody meant to replace', async () => {
  expect((await run('restore', file, '--replace')).said).toContain('another process');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
  await story.github.settled();
  await story.stop();
  expect((await run('restore', file)).said).toContain('there is a store already');
  const restored = await run('restore', file, '--replace');
  expect(restored.said).toMatch(/What was there is kept as .*greenlight\.db\.before-/);
  expect((await run('check')).said).toContain('every chain holds');
  await story.begin();
}, 120_000);
