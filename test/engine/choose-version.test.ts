import { expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import { chooseVersion } from '#engine/perform/choose-version.js';

type Known = Parameters<typeof chooseVersion>[0];

const unread = () => Promise.reject(new Error('the commits do not count here'));
const known: Known = {
  task: { releasePart: null },
  settings: defaultSettings,
  latest: 'v1.2.3',
  labels: [],
  loadMessages: unread,
};
const byCommits = {
  ...defaultSettings,
  release: { ...defaultSettings.release, version: 'commits', bump: 'patch' },
} as const;

async function chosen(over: Partial<Known>): Promise<string> {
  const { tag, choice } = await chooseVersion({ ...known, ...over });
  return `${tag} by ${choice.said}`;
}

test('a manager’s word goes before a label, a label before the commits, the commits before the configuration', async () => {
  const loadMessages = () => Promise.resolve(['feat!: all new']);
  const task = { releasePart: { part: 'minor', by: 'maria' } } as const;
  const labels = ['bug', 'Release: PATCH'];
  expect(await chosen({ task, labels, settings: byCommits })).toBe('v1.3.0 by command');
  expect(await chosen({ labels, settings: byCommits })).toBe('v1.2.4 by label');
  expect(await chosen({ settings: byCommits, loadMessages })).toBe('v2.0.0 by commits');
  expect(await chosen({ settings: byCommits, loadMessages: () => Promise.resolve(['Wrap']) })).toBe(
    'v1.2.4 by config',
  );
  expect(await chosen({})).toBe('v1.3.0 by config');
});

test('of several labels the largest counts, under whatever name', async () => {
  expect(await chosen({ labels: ['release: patch', 'release: major'] })).toBe('v2.0.0 by label');
  const settings = { ...defaultSettings, labels: { ...defaultSettings.labels, release: 'bump/' } };
  expect(await chosen({ settings, labels: ['release: major', 'bump/patch'] })).toBe('v1.2.4 by label');
});

test('the first release is as if 0.0.0 had been before; a tag that is no version is read as far as it goes', async () => {
  expect(await chosen({ latest: null })).toBe('v0.1.0 by config');
  expect(await chosen({ latest: 'release-7' })).toBe('v7.1.0 by config');
  expect(await chosen({ latest: 'nightly' })).toBe('v0.1.0 by config');
});
