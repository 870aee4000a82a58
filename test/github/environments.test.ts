import { afterEach, describe, expect, test } from '@jest/globals';
import { api, noMoreRequests, repo, shop, startGitHubAdapter } from './start-github-adapter.js';

afterEach(noMoreRequests);

describe('environments', () => {
  const list = (nodes: readonly string[]) =>
    api()
      .get(`${repo}/deployments?environment=sandbox-1-2&per_page=50`)
      .reply(
        200,
        nodes.map((node, id) => ({ id, node_id: node })),
      );
  const remove = (status: number) => api().delete(`${repo}/environments/sandbox-1-2`).reply(status);

  test('deployments are ended and deleted in one request, in this order, then the environment', async () => {
    const github = startGitHubAdapter();
    list(['DE_1', 'DE_2']);
    let document = '';
    api()
      .post('/graphql', ({ query }: { query: string }) => {
        document = query;
        return true;
      })
      .reply(200, { data: {} });
    remove(204);
    expect(await github.removeEnvironment(shop, 'sandbox-1-2')).toBe('gone');
    const steps = [...document.matchAll(/(createDeploymentStatus|deleteDeployment)\(.*?"(DE_\d)"/g)];
    expect(steps.map(([, field, node]) => `${field} ${node}`)).toEqual([
      'createDeploymentStatus DE_1',
      'deleteDeployment DE_1',
      'createDeploymentStatus DE_2',
      'deleteDeployment DE_2',
    ]);
  });

  test('more than go into one request are removed page by page, until none is left', async () => {
    const github = startGitHubAdapter();
    const page = (first: number, count: number) =>
      Array.from({ length: count }, (_, index) => `DE_${first + index}`);
    const removed: number[] = [];
    for (const nodes of [page(0, 50), page(50, 3)]) {
      list(nodes);
      api()
        .post('/graphql', ({ query }: { query: string }) => {
          removed.push([...query.matchAll(/deleteDeployment/g)].length);
          return true;
        })
        .reply(200, { data: {} });
    }
    remove(204);
    expect(await github.removeEnvironment(shop, 'sandbox-1-2')).toBe('gone');
    expect(removed).toEqual([50, 3]);
  });

  test('deployments that GitHub keeps are not said to be gone', async () => {
    const github = startGitHubAdapter();
    const nodes = Array.from({ length: 50 }, (_, index) => `DE_${index}`);
    list(nodes);
    api().post('/graphql').reply(200, { data: {} });
    list(nodes);
    await expect(github.removeEnvironment(shop, 'sandbox-1-2')).rejects.toThrow('GitHub keeps');
  });

  test.each([
    [204, 'gone'],
    [404, 'gone'],
    [403, 'kept'],
  ])('an environment whose deletion is answered %d is %s', async (status, kept) => {
    const github = startGitHubAdapter();
    list([]);
    remove(status);
    expect(await github.removeEnvironment(shop, 'sandbox-1-2')).toBe(kept);
  });
});
