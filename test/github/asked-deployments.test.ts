import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { GitHub } from '#ports/github.js';
import { api, noMoreRequests, onGraphql, repo, shop, startGitHubAdapter } from './start-github-adapter.js';

let github: GitHub;

beforeEach(() => {
  github = startGitHubAdapter();
});
afterEach(noMoreRequests);

test('what others said of a deployment is read, newest first, without what Greenlight said', async () => {
  const status = (id: number, state: string, login: string) => ({
    id,
    state,
    description: 'words',
    environment_url: '',
    log_url: '',
    created_at: '2026-11-24T12:00:00Z',
    creator: { login },
  });
  api()
    .get(`${repo}/deployments/88/statuses`)
    .query({ per_page: '100' })
    .reply(200, [
      status(3, 'success', 'github-actions[bot]'),
      status(2, 'inactive', 'greenlight[bot]'),
      status(1, 'queued', 'github-actions[bot]'),
    ]);
  const answers = await github.listDeploymentAnswers(shop, 88);
  expect(answers.map(({ id, state, logUrl }) => ({ id, state, logUrl }))).toEqual([
    { id: 3, state: 'success', logUrl: null },
    { id: 1, state: 'queued', logUrl: null },
  ]);
});

test.each([
  ['one folder', 'a', 'a', true],
  ['two', 'a', 'b', false],
  ['one that only one of them has', 'a', null, false],
  ['none at either', null, null, true],
])('workflows of two commits are compared: %s', async (_title, one, other, same) => {
  const tree = (oid: string | null) => oid && { oid };
  onGraphql(({ variables }) => {
    expect(variables).toMatchObject({ one: 'head:.github/workflows', other: 'live:.github/workflows' });
    return { data: { repository: { one: tree(one), other: tree(other) } } };
  });
  expect(await github.hasSameWorkflows(shop, { commit: 'head', as: 'live' })).toBe(same);
});
