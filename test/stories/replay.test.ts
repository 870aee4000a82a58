import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { replay } from '#cli/replay/replay.js';
import { runCommand } from '../cli/run-command.js';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, repository, startWork, toDemo } from './way.js';

let story: Story;
let name: string;

beforeAll(async () => {
  story = await startStory();
  const issue = await startWork(story);
  await openChange(story, issue);
  await toDemo(story, issue);
  await story.github.settled();
  name = `${repository}#${issue}`;
}, 180_000);
afterAll(() => story.close(), 180_000);

const directory = mkdtempSync(join(tmpdir(), 'greenlight-replay-'));

function withConfig(text: string): Promise<{ said: string; exitCode: number }> {
  const file = join(directory, 'greenlight.yml');
  writeFileSync(file, text);
  return runCommand(replay, [name, '--config', file], story.variables);
}

/** What is said of the entry that such a line belongs to. */
const entryWith = (said: string, what: RegExp): string =>
  said.split(/\n(?=\d)/).find((entry) => what.test(entry)) ?? '';

test('what was decided is decided the same again, with the rules of then and with the same file', async () => {
  const again = await runCommand(replay, [name], story.variables);
  expect(again.said).toMatch(
    /^(\d+) decisions: \1 the same with this version of Greenlight, 0 otherwise, 0 cannot/,
  );
  expect(again.exitCode).toBe(0);
  const same = await withConfig(shopConfig);
  expect(same.said).toMatch(/^(\d+) decisions: \1 the same with this configuration, 0 otherwise/);
}, 180_000);

test('another tester would have been refused somebody’s approval: it is said where, and what would have come of it', async () => {
  const { said, exitCode } = await withConfig(shopConfig.replace('tester: tess', 'tester: olga'));
  expect(exitCode).toBe(1);
  const entry = entryWith(said, /Step 5 · Testing, tess: approved/);
  expect(entry).toContain('was:   → Step 6 · Integration');
  expect(entry).toContain('would: refused; stays. Only the tester can do this');
}, 180_000);

test('a second role that is asked keeps the task where it is', async () => {
  const { said } = await withConfig(`${shopConfig}gates: { testing: [tester, developer] }\n`);
  const entry = entryWith(said, /Step 5 · Testing, tess: approved/);
  expect(entry).toContain('would: stays. The approval is noted.');
  expect(said).not.toMatch(/Step 1 · Discussion/);
}, 180_000);

test('access that the journal does not know is not guessed', async () => {
  const { said, exitCode } = await withConfig(
    shopConfig.replace('tester: tess', 'tester: { permission: triage }'),
  );
  const entry = entryWith(said, /Step 5 · Testing, tess: approved/);
  expect(entry).toContain('would: cannot be judged, whether this person would have had the role');
  expect(exitCode).toBe(0);
}, 180_000);

test('checks that nobody asked for then are not guessed either', async () => {
  const { said } = await withConfig(shopConfig.replace('required: [test]', 'required: [test, lint]'));
  expect(said).toContain('would: cannot be judged, how the checks stood');
}, 180_000);

test('a file that cannot be used is told', async () => {
  expect(await withConfig('rolls: {}\n')).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining('the configuration cannot be used'),
  });
}, 180_000);
