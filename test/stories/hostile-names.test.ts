import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { access } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Story, startStory } from './start-story.js';
import { openChange, repository, startWork } from './way.js';

let story: Story;

beforeEach(async () => {
  story = await startStory();
}, 180_000);
afterEach(() => story.close(), 180_000);

test('a title and a label that a shell would run come to a sandbox as words', async () => {
  const touched = join(tmpdir(), `nobody-touched-${process.pid}`);
  const command = `$(touch ${touched})`;
  const issue = await startWork(
    story,
    `Gifts'; touch ${touched}; "${command}" \`touch ${touched}\` && --help`,
  );
  await story.people.maria.addLabel(repository, issue, command);
  await openChange(story, issue, 'Gift wrap');
  expect(story.stage(issue)).toBe('testing');
  await expect(access(touched)).rejects.toThrow('ENOENT');
}, 180_000);
