import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { startShop, type ShopWorld } from './start-world.js';

const web = { owner: 'shop', repo: 'web' };
let world: ShopWorld;
let draft: { release_id: number; uploads: string };

beforeEach(async () => {
  world = await startShop();
  const { data } = await world.octokit.rest.repos.createRelease({ ...web, tag_name: 'v1', draft: true });
  draft = { release_id: data.id, uploads: data.upload_url.split('/repos/')[0] ?? '' };
});
afterEach(() => world.close());

function attach(name: string, data: string, baseUrl = draft.uploads) {
  const { release_id } = draft;
  const headers = { 'content-type': 'text/markdown' };
  return world.octokit.rest.repos.uploadReleaseAsset({ ...web, release_id, name, data, headers, baseUrl });
}

test('a file is attached to a draft as it was sent, and downloaded from the published release', async () => {
  const { data } = await attach('notes.md', '# {not JSON} é');
  expect(data).toMatchObject({
    name: 'notes.md',
    content_type: 'text/markdown',
    size: 15,
    state: 'uploaded',
  });
  const draftPage = await fetch(data.browser_download_url);
  expect(draftPage.status).toBe(404);
  const published = await world.octokit.rest.repos.updateRelease({
    ...web,
    release_id: draft.release_id,
    draft: false,
  });
  const file = await fetch(published.data.assets[0]?.browser_download_url ?? '');
  expect(file.headers.get('content-disposition')).toBe('attachment; filename="notes.md"');
  expect(await file.text()).toBe('# {not JSON} é');
  const page = await fetch(published.data.html_url);
  expect(await page.text()).toContain('/shop/web/releases/download/v1/notes.md');
});

test('the same name is not taken twice, until the first file is deleted', async () => {
  const { data } = await attach('notes.md', 'one');
  await expect(attach('notes.md', 'two')).rejects.toMatchObject({ status: 422 });
  await world.octokit.rest.repos.deleteReleaseAsset({ ...web, asset_id: data.id });
  await attach('notes.md', 'two');
  const [release] = world.github.repository('shop/web').releases();
  expect(release?.assets).toEqual([{ name: 'notes.md', content_type: 'text/markdown', text: 'two' }]);
});

test('only the host for uploads takes files, and it serves nothing else', async () => {
  const api = draft.uploads.replace('/api/uploads', '/api/v3');
  await expect(attach('notes.md', 'one', api)).rejects.toMatchObject({ status: 404 });
  const listing = world.octokit.rest.repos.listReleases({ ...web, baseUrl: draft.uploads });
  await expect(listing).rejects.toMatchObject({ status: 404 });
});

test('a name with other characters is changed as GitHub changes it', async () => {
  const { data } = await attach('.sign off.md', 'one');
  expect(data.name).toBe('sign.off.md');
});
