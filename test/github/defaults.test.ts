import { afterEach, expect, test } from '@jest/globals';
import { api, noMoreRequests, shop, startGitHubAdapter } from './start-github-adapter.js';

afterEach(noMoreRequests);

const path = '/repos/agency/.github/contents/.github%2Fgreenlight.yml';
const text = 'roles: { client: zoë }\n';

/** What GitHub answers about a file. */
const fileOf = (content: Buffer, url = `https://api.github.com${path}?ref=main`) => ({
  type: 'file',
  encoding: 'base64',
  sha: 'f'.repeat(40),
  url,
  content: content.toString('base64').replace(/(.{60})/g, '$1\n'),
});

const answered = (status: number, body: object) => {
  const github = startGitHubAdapter();
  api().get(path).reply(status, body);
  return github.loadDefaults(shop);
};

test('what the owner’s repositories share is read as text, with the id of its blob', async () => {
  expect(await answered(200, fileOf(Buffer.from(text)))).toEqual({ blob: 'f'.repeat(40), text });
});

test('no repository, no file and no access are the same: nothing is shared', async () => {
  expect(await answered(404, { message: 'Not Found' })).toBeNull();
});

test('what cannot be read is not taken for nothing', async () => {
  expect(await answered(200, fileOf(Buffer.from([0xff, 0xfe, 0x00])))).toMatchObject({ text: '\u0000' });
  expect(await answered(200, [{ type: 'file', name: 'a' }])).toMatchObject({ text: '\u0000' });
  // Larger than a megabyte.
  const large = { ...fileOf(Buffer.from('')), encoding: 'none' };
  expect(await answered(200, large)).toMatchObject({ text: '\u0000' });
  await expect(answered(502, { message: 'Bad gateway' })).rejects.toMatchObject({ kind: 'retry' });
  await expect(answered(403, { message: 'Forbidden' })).rejects.toMatchObject({ kind: 'refused' });
});

test('a repository that has another name or owner by now is nobody’s defaults', async () => {
  const moved = 'https://api.github.com/repos/mallory/.github/contents/.github/greenlight.yml';
  expect(await answered(200, fileOf(Buffer.from(text), moved))).toBeNull();
});
