import { expect, test } from '@jest/globals';
import { findReleases } from '#engine/find-releases.js';
import { aTask } from '../support/a-task.js';
import { aBackup } from '../process/outcome-of.js';

const released = (number: number, tag: string, before: string | null) =>
  aTask(number, {
    stage: 'released',
    since: number,
    release: { tag, sha: `sha-${number}`, url: '', before: before === null ? null : aBackup(before) },
  });
const all = [
  released(3, 'v1.3.0', 'before 3'),
  released(2, 'v1.2.1', 'before 2'),
  released(1, 'v1.1.0', 'before 1'),
];

test('without a version production goes back to how it was before the newest release', () => {
  expect(findReleases(all, null)).toMatchObject({
    newest: { number: 3, tag: 'v1.3.0' },
    point: { tag: 'v1.2.1', backup: { id: 'before 3' }, undone: ['v1.3.0'] },
    kept: ['v1.2.1', 'v1.1.0'],
  });
  expect(findReleases(all.slice(2), null).point).toMatchObject({ tag: null, backup: { id: 'before 1' } });
});

test('a version is the state in which the next release found it, written short or in full', () => {
  for (const version of ['v1.1', '1.1', 'V1.1.0', '1.1.0'])
    expect(findReleases(all, version).point).toMatchObject({
      tag: 'v1.1.0',
      backup: { id: 'before 2' },
      undone: ['v1.3.0', 'v1.2.1'],
    });
});

test('what is live already, is not known, or was never backed up, is nothing to go back to', () => {
  expect(findReleases(all, 'v1.3.0').point).toBeNull();
  expect(findReleases(all, 'v1').point?.tag).toBeUndefined();
  expect(findReleases(all, 'v9.9').point).toBeNull();
  const lost = [released(3, 'v1.3.0', null), ...all.slice(1)];
  expect(findReleases(lost, 'v1.2')).toMatchObject({ point: null, kept: ['v1.1.0'] });
  expect(findReleases([], null)).toEqual({ newest: null, point: null, kept: [] });
});
