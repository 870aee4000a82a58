import { afterEach, expect, test } from '@jest/globals';
import { deploy } from '#cli/deploy.js';
import { runCommand } from '../cli/run-command.js';
import { shopConfig, type Story, type StoryOptions, startStory } from './start-story.js';
import { openChange, pageAt, push, repository, startWork, toDemo } from './way.js';

let story: Story;
const begin = async (options: StoryOptions = {}): Promise<void> => {
  story = await startStory(options);
};
afterEach(() => story.close(), 180_000);

const byHand = (...args: readonly string[]) => runCommand(deploy, [repository, ...args], story.variables);

test('a commit is put live by hand, the head of the default branch when none is named', async () => {
  await begin();
  const issue = await startWork(story);
  const head = await push(story, issue, 'By hand');
  const one = await byHand(head);
  expect(one).toEqual({
    said: `production serves commit ${head.slice(0, 7)} at ${story.production}`,
    exitCode: 0,
  });
  expect((await pageAt(story.production)).text).toContain('By hand');
  expect((await byHand()).exitCode).toBe(0);
  expect((await pageAt(story.production)).commit).toBe(await story.shop.git('rev-parse', 'main'));
}, 180_000);

test('nobody deploys beside a task that holds production, unless they say so', async () => {
  await begin();
  const issue = await startWork(story);
  await openChange(story, issue);
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  const live = (await pageAt(story.production)).commit;
  const refused = await byHand();
  expect(refused).toMatchObject({ exitCode: 2, said: expect.stringContaining('a task holds production') });
  expect((await pageAt(story.production)).commit).toBe(live);
  expect((await byHand('--anyway')).exitCode).toBe(0);
}, 180_000);

test('what fails is told with the log', async () => {
  await begin();
  const content = '#!/bin/sh\necho the disk is full\nexit 3\n';
  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'Break it',
    files: { '.greenlight/deploy': { content, mode: '100755' } },
  });
  const failed = await byHand();
  expect(failed.exitCode).toBe(1);
  expect(failed.said).toMatch(/the disk is full[\s\S]*production was not deployed: .*exit code 3/);
}, 180_000);

test('a repository with a pipeline of its own is deployed by that', async () => {
  await begin({ config: shopConfig.replace('executor: command', 'executor: github-deployments') });
  expect(await byHand()).toMatchObject({ exitCode: 2, said: expect.stringContaining('its own CI/CD') });
}, 180_000);
