import { afterEach, describe, expect, test } from '@jest/globals';
import nock from 'nock';
import { api, noMoreRequests, onGraphql, repo, shop, startGitHubAdapter } from './start-github-adapter.js';

afterEach(noMoreRequests);

const sha = 'a'.repeat(40);
const base = 'b'.repeat(40);
const look = { name: 'stage: demo', color: 'aabbcc', description: 'Step 9' };

/** What was sent as JSON. */
function sent(body: nock.Body): Record<string, unknown> {
  return body as Record<string, unknown>;
}

describe('comments', () => {
  test('its own comment is found by its marker, on whatever page; other people’s copies of it are not', async () => {
    const github = startGitHubAdapter();
    const by = (login: string, id: number, body: string) => ({
      id,
      node_id: `IC_${id}`,
      user: { login },
      body,
    });
    api()
      .get(`${repo}/issues/1/comments?per_page=100`)
      .reply(200, [by('mallory', 1, 'Look: <!-- mark -->')], {
        link: `<https://api.github.com${repo}/issues/1/comments?per_page=100&page=2>; rel="next"`,
      });
    api()
      .get(`${repo}/issues/1/comments?per_page=100&page=2`)
      .reply(200, [by('greenlight[bot]', 2, 'Other'), by('greenlight[bot]', 3, 'Card <!-- mark -->')]);
    expect(await github.findComment(shop, 1, '<!-- mark -->')).toEqual({ id: 3, node: 'IC_3' });
  });

  test('a reaction is left on the comment, in GraphQL’s words', async () => {
    const github = startGitHubAdapter();
    onGraphql(({ variables }) => {
      expect(variables).toEqual({ comment: 'IC_5', content: 'THUMBS_UP' });
      return { data: {} };
    });
    await github.react(shop, 'IC_5', '+1');
  });
});

describe('labels and state', () => {
  const labels = (...names: string[]) => ({
    data: {
      repository: {
        labels: {
          pageInfo: { hasNextPage: false, endCursor: null },
          nodes: names.map((name) => ({ id: `LA_${name}`, name, color: '000000', description: null })),
        },
      },
    },
  });

  test('everything is one request, once the labels are known', async () => {
    const github = startGitHubAdapter();
    onGraphql(() => labels('Stage: Demo', 'stage: backup'));
    onGraphql(({ query, variables }) => {
      expect(query.match(/\w+(?=\(input)/g)).toEqual([
        'addLabelsToLabelable',
        'removeLabelsFromLabelable',
        'closeIssue',
        'updateIssueComment',
      ]);
      expect(query).toContain('stateReason: NOT_PLANNED');
      expect(variables).toEqual({
        issue: 'I_1',
        add: ['LA_Stage: Demo'],
        remove: ['LA_stage: backup'],
        comment: 'IC_3',
        body: 'Card',
      });
      return { data: {} };
    });
    const change = { add: [look], remove: ['stage: backup', 'never seen'], state: 'not_planned' as const };
    await github.moveIssue(
      shop,
      { number: 1, node: 'I_1' },
      { ...change, comment: { node: 'IC_3', body: 'Card' } },
    );
  });

  test('what there is nothing to do for is not asked for', async () => {
    const github = startGitHubAdapter();
    await github.moveIssue(shop, { number: 1, node: 'I_1' }, { add: [], remove: ['stage: backup'] });
  });

  test('a label that is not there is made with its colour; one that somebody made meanwhile is taken', async () => {
    const github = startGitHubAdapter();
    onGraphql(() => labels());
    api()
      .post(`${repo}/labels`, { ...look })
      .reply(422, { message: 'Validation Failed' });
    api().get(`${repo}/labels/stage%3A%20demo`).reply(200, { node_id: 'LA_theirs' });
    onGraphql(({ variables }) => {
      expect(variables['add']).toEqual(['LA_theirs']);
      return { data: {} };
    });
    await github.moveIssue(shop, { number: 1, node: 'I_1' }, { add: [look], remove: [] });
  });

  test('a label that was deleted and made anew is looked up again', async () => {
    const github = startGitHubAdapter();
    onGraphql(() => labels('stage: demo'));
    onGraphql(() => ({ data: null, errors: [{ type: 'NOT_FOUND', message: 'No such node' }] }));
    onGraphql(() => labels('stage: demo'));
    onGraphql(() => ({ data: {} }));
    await github.moveIssue(shop, { number: 1, node: 'I_1' }, { add: [look], remove: [] });
  });

  test('a label that looks as it should is left alone, another is painted', async () => {
    const github = startGitHubAdapter();
    onGraphql(() => labels('stage: demo'));
    api().patch(`${repo}/labels/stage%3A%20demo`, { color: 'aabbcc', description: 'Step 9' }).reply(200, {});
    await github.putLabel(shop, look);
    await github.putLabel(shop, look);
  });
});

describe('branches', () => {
  test('a branch that is there already is left as it is', async () => {
    const github = startGitHubAdapter();
    api()
      .post(`${repo}/git/refs`, { ref: 'refs/heads/task/1', sha })
      .reply(422, { message: 'Reference already exists' });
    await github.createBranch(shop, 'task/1', sha);
  });

  test('a branch that GitHub refuses for another reason is a refusal', async () => {
    const github = startGitHubAdapter();
    api().post(`${repo}/git/refs`).reply(422, { message: 'Object does not exist' });
    await expect(github.createBranch(shop, 'task/1', sha)).rejects.toMatchObject({ kind: 'refused' });
  });

  test('deleting one that is gone is fine', async () => {
    const github = startGitHubAdapter();
    api().delete(`${repo}/git/refs/heads%2Fscratch`).reply(422, { message: 'Reference does not exist' });
    await github.deleteBranch(shop, 'scratch');
  });

  const merging = { branch: 'greenlight/scratch/1', base, head: sha, message: 'Join' };

  test('head and live are merged on a scratch branch that begins at live', async () => {
    const github = startGitHubAdapter();
    api()
      .patch(`${repo}/git/refs/heads%2Fgreenlight%2Fscratch%2F1`, { sha: base, force: true })
      .reply(422, { message: 'Reference does not exist' });
    api().post(`${repo}/git/refs`, { ref: 'refs/heads/greenlight/scratch/1', sha: base }).reply(201, {});
    api()
      .post(`${repo}/merges`, { base: 'greenlight/scratch/1', head: sha, commit_message: 'Join' })
      .reply(201, { sha: 'c', commit: { tree: { sha: 't' } } });
    expect(await github.mergeOnScratch(shop, merging)).toEqual({ kind: 'merged', sha: 'c', tree: 't' });
  });

  test('a conflict is an answer, not a fault', async () => {
    const github = startGitHubAdapter();
    api()
      .patch(/git\/refs/)
      .reply(200, {});
    api().post(`${repo}/merges`).reply(409, { message: 'Merge conflict' });
    expect(await github.mergeOnScratch(shop, merging)).toEqual({ kind: 'conflict' });
  });

  test('when live holds the head already, live is what the merge would be', async () => {
    const github = startGitHubAdapter();
    api()
      .patch(/git\/refs/)
      .reply(200, {});
    api().post(`${repo}/merges`).reply(204);
    api()
      .get(`${repo}/branches/greenlight%2Fscratch%2F1`)
      .reply(200, { commit: { sha: base, commit: { tree: { sha: 't' } } } });
    expect(await github.mergeOnScratch(shop, merging)).toEqual({ kind: 'merged', sha: base, tree: 't' });
  });
});

describe('merging the change', () => {
  const merge = { node: 'PR_2', head: sha, title: 'Idea (#2)', method: 'merge' } as const;
  const refusal = (message: string) => ({ data: null, errors: [{ type: 'UNPROCESSABLE', message }] });

  test('it is merged at the head that was approved, or not at all', async () => {
    const github = startGitHubAdapter();
    onGraphql(({ query, variables }) => {
      expect(query).toContain('expectedHeadOid: $head');
      expect(variables).toEqual({ change: 'PR_2', head: sha, title: 'Idea (#2)', by: 'MERGE' });
      return {
        data: { mergePullRequest: { pullRequest: { mergeCommit: { oid: 'm', tree: { oid: 't' } } } } },
      };
    });
    expect(await github.mergeChange(shop, merge)).toEqual({ kind: 'merged', sha: 'm', tree: 't' });
  });

  test.each([
    ['Head branch was modified. Review and try the merge again.', { kind: 'head-moved' }],
    [
      'Required status check "test" is failing.',
      { kind: 'refused', why: 'Required status check "test" is failing.' },
    ],
  ])('“%s” is an answer', async (message, answer) => {
    const github = startGitHubAdapter();
    onGraphql(() => refusal(message));
    expect(await github.mergeChange(shop, merge)).toEqual(answer);
  });

  test('a base that moved just now is tried again', async () => {
    const github = startGitHubAdapter();
    onGraphql(() => refusal('Base branch was modified. Review and try the merge again.'));
    await expect(github.mergeChange(shop, merge)).rejects.toMatchObject({ kind: 'retry' });
  });
});

describe('deployments', () => {
  test('GitHub neither merges nor waits for checks, and a sandbox is transient', async () => {
    const github = startGitHubAdapter();
    api()
      .post(`${repo}/deployments`, (body: nock.Body) => {
        expect(sent(body)).toEqual({
          ref: sha,
          task: 'greenlight:deploy',
          environment: 'sandbox-7-1',
          description: 'x'.repeat(140),
          payload: { operation: '7#1:3:DeploySandbox' },
          production_environment: false,
          transient_environment: true,
          auto_merge: false,
          required_contexts: [],
        });
        return true;
      })
      .reply(201, { id: 5 });
    const made = await github.createDeployment(shop, {
      sha,
      task: 'greenlight:deploy',
      environment: 'sandbox-7-1',
      production: false,
      description: 'x'.repeat(200),
      payload: { operation: '7#1:3:DeploySandbox' },
    });
    expect(made).toEqual({ id: 5 });
  });

  test('an address is given only when there is one', async () => {
    const github = startGitHubAdapter();
    api()
      .post(`${repo}/deployments/5/statuses`, {
        state: 'in_progress',
        description: 'Runs',
        log_url: 'https://log',
      })
      .reply(201, {});
    api()
      .post(`${repo}/deployments/5/statuses`, {
        state: 'success',
        description: 'Open',
        environment_url: 'https://shop',
      })
      .reply(201, {});
    await github.setDeploymentStatus(shop, 5, {
      state: 'in_progress',
      description: 'Runs',
      logUrl: 'https://log',
    });
    await github.setDeploymentStatus(shop, 5, {
      state: 'success',
      description: 'Open',
      environmentUrl: 'https://shop',
    });
  });

  test('one is found again by its operation, however GitHub gives the payload back', async () => {
    const github = startGitHubAdapter();
    const one = (id: number, payload: unknown) => ({ id, sha, task: 'greenlight:deploy', payload });
    api()
      .get(`${repo}/deployments?environment=production&per_page=100`)
      .reply(200, [
        one(1, { operation: 'a' }),
        one(2, '{"operation":"b"}'),
        one(3, 'not JSON'),
        one(4, null),
      ]);
    const found = await github.listDeployments(shop, 'production');
    expect(found.map(({ operation }) => operation)).toEqual(['a', 'b', null, null]);
  });
});

describe('releases', () => {
  const uploads = `https://uploads.github.com${repo}/releases/9/assets`;

  test('a release is a draft first, at exactly one commit', async () => {
    const github = startGitHubAdapter();
    api()
      .post(`${repo}/releases`, {
        tag_name: 'v1',
        target_commitish: sha,
        name: 'v1: Idea',
        body: 'Notes',
        draft: true,
      })
      .reply(201, {
        id: 9,
        html_url: 'u',
        draft: true,
        target_commitish: sha,
        upload_url: `${uploads}{?name,label}`,
        assets: [],
      });
    api()
      .patch(`${repo}/releases/9`, { draft: false, body: 'Notes' })
      .reply(200, { html_url: 'https://github.com/r' });
    expect(
      await github.draftRelease(shop, { tag: 'v1', target: sha, name: 'v1: Idea', body: 'Notes' }),
    ).toMatchObject({ id: 9, uploadTo: `${uploads}{?name,label}`, files: [] });
    const published = await github.publishRelease(shop, { id: 9, body: 'Notes' });
    expect(published).toEqual({ url: 'https://github.com/r' });
  });

  test('a file goes to the host that the release names, as it is', async () => {
    const github = startGitHubAdapter();
    nock('https://uploads.github.com', { reqheaders: { 'content-type': 'text/markdown' } })
      .post(`${repo}/releases/9/assets?name=sign-off.md`, '# Signed {off}')
      .reply(201, { id: 5 });
    const file = { name: 'sign-off.md', type: 'text/markdown', text: '# Signed {off}' };
    await github.attachFile(shop, { uploadTo: `${uploads}{?name,label}` }, file);
  });

  test('a file that is gone is as good as taken away', async () => {
    const github = startGitHubAdapter();
    api().delete(`${repo}/releases/assets/5`).reply(404, { message: 'Not Found' });
    await github.removeFile(shop, 5);
    api().delete(`${repo}/releases/assets/6`).reply(500);
    await expect(github.removeFile(shop, 6)).rejects.toMatchObject({ kind: 'retry' });
  });

  test('the messages of all commits are read, whatever page they are on', async () => {
    const github = startGitHubAdapter();
    const first = `${repo}/pulls/3/commits?per_page=100`;
    api()
      .get(first)
      .reply(200, [{ commit: { message: 'feat: a' } }], {
        link: `<https://api.github.com${first}&page=2>; rel="next"`,
      });
    api()
      .get(`${first}&page=2`)
      .reply(200, [{ commit: { message: 'fix: b' } }]);
    expect(await github.loadMessages(shop, 3)).toEqual(['feat: a', 'fix: b']);
  });

  test('drafts are found, too', async () => {
    const github = startGitHubAdapter();
    api()
      .get(`${repo}/releases?per_page=100`)
      .twice()
      .reply(200, [
        {
          id: 9,
          tag_name: 'v1',
          draft: true,
          html_url: 'u',
          target_commitish: sha,
          upload_url: uploads,
          assets: [{ id: 5, name: 'sign-off.md', state: 'open' }],
        },
      ]);
    expect(await github.findRelease(shop, 'v1')).toEqual({
      id: 9,
      url: 'u',
      draft: true,
      target: sha,
      uploadTo: uploads,
      files: [{ id: 5, name: 'sign-off.md' }],
    });
    expect(await github.findRelease(shop, 'v2')).toBeNull();
  });
});

describe('people', () => {
  const permission = `${repo}/collaborators/tess/permission`;
  const answer = (role: string, legacy: string, type = 'User') => ({
    role_name: role,
    permission: legacy,
    user: { type },
  });

  test.each([
    ['triage', 'read', 'triage'],
    ['maintain', 'write', 'maintain'],
    ['release manager', 'write', 'write'],
    ['none', 'none', 'none'],
  ])('%s (%s) is %s', async (role, legacy, expected) => {
    const github = startGitHubAdapter();
    api().get(permission).reply(200, answer(role, legacy));
    expect(await github.loadPermission(shop, 'tess')).toBe(expected);
  });

  test('strangers and bots have none', async () => {
    const github = startGitHubAdapter();
    api().get(permission).reply(404, { message: 'tess is not a user' });
    expect(await github.loadPermission(shop, 'tess')).toBe('none');
    api()
      .get(`${repo}/collaborators/ci/permission`)
      .reply(200, answer('admin', 'admin', 'Bot'));
    expect(await github.loadPermission(shop, 'ci')).toBe('none');
  });

  test('an answer is remembered for a minute, a fault is not', async () => {
    let now = 1_000_000;
    const github = startGitHubAdapter({ now: () => now });
    api().get(permission).reply(500, {});
    await expect(github.loadPermission(shop, 'tess')).rejects.toMatchObject({ kind: 'retry' });
    api().get(permission).reply(200, answer('triage', 'read'));
    await github.loadPermission(shop, 'tess');
    now += 59_000;
    expect(await github.loadPermission(shop, 'Tess')).toBe('triage');
    now += 2_000;
    api().get(permission).reply(200, answer('read', 'read'));
    expect(await github.loadPermission(shop, 'tess')).toBe('read');
  });

  test('what is remembered of people is asked anew when it is to be fresh, and when something changed there', async () => {
    const github = startGitHubAdapter();
    const asks = (role: string): void => void api().get(permission).reply(200, answer(role, 'read'));
    asks('triage');
    await github.loadPermission(shop, 'tess');
    asks('read');
    expect(await github.loadPermission(shop, 'tess', 'fresh')).toBe('read');
    expect(await github.loadPermission(shop, 'tess')).toBe('read');
    github.forgetPeople(shop.installation + 1);
    expect(await github.loadPermission(shop, 'tess')).toBe('read');
    github.forgetPeople(shop.installation);
    asks('write');
    expect(await github.loadPermission(shop, 'tess')).toBe('write');
  });

  test('only an active membership counts', async () => {
    const team = { org: 'agency', slug: 'qa' };
    const path = (login: string) => `/orgs/agency/teams/qa/memberships/${login}`;
    const github = startGitHubAdapter();
    api().get(path('tess')).reply(200, { state: 'active' });
    api().get(path('dan')).reply(200, { state: 'pending' });
    api().get(path('out')).reply(404, {});
    const are = await Promise.all(
      ['tess', 'dan', 'out'].map((login) => github.isTeamMember(shop, team, login)),
    );
    expect(are).toEqual([true, false, false]);
  });
});

const now = Date.now();
/** When the check was shown: every showing is told from the one before. */
const shownAt = new Date(now).toISOString();

test.each([
  ['waiting', { status: 'in_progress' }],
  ['green', { status: 'completed', conclusion: 'success', completed_at: shownAt }],
  ['blocked', { status: 'completed', conclusion: 'action_required', completed_at: shownAt }],
] as const)('a check that is %s', async (state, shown) => {
  const github = startGitHubAdapter({ now: () => now });
  const output = { title: 'Title', summary: 'Summary' };
  api()
    .post(`${repo}/check-runs`, { name: 'greenlight', head_sha: sha, output, actions: [], ...shown })
    .reply(201, { id: 6 });
  api()
    .patch(`${repo}/check-runs/6`, { name: 'greenlight', output, actions: [], ...shown })
    .reply(200, { id: 6 });
  const check = { head: sha, state, ...output, detailsUrl: null, buttons: [] };
  expect(await github.putCheck(shop, { ...check, id: null })).toEqual({ id: 6 });
  await github.putCheck(shop, { ...check, id: 6 });
});

test('a waiting check on which people may use buttons asks for an action, since GitHub shows buttons on nothing else', async () => {
  const github = startGitHubAdapter();
  const buttons = [{ identifier: 'approve', label: 'Approve', description: 'Yes' }];
  const output = { title: 'Title', summary: 'Summary' };
  api()
    .post(`${repo}/check-runs`, (body: nock.Body) => {
      expect(sent(body)).toMatchObject({
        status: 'completed',
        conclusion: 'action_required',
        actions: buttons,
      });
      return true;
    })
    .reply(201, { id: 6 });
  await github.putCheck(shop, {
    id: null,
    head: sha,
    state: 'waiting',
    ...output,
    detailsUrl: null,
    buttons,
  });
});

test('whoever was asked for a review before is asked anew, else GitHub tells them nothing', async () => {
  const github = startGitHubAdapter();
  const asked = { reviewers: ['tess'], team_reviewers: ['qa'] };
  const path = `${repo}/pulls/2/requested_reviewers`;
  api().post(path, asked).reply(201, {});
  await github.requestReview(shop, 2, { users: ['tess'], teams: ['qa'], again: false });
  api().delete(path, asked).reply(200, {});
  api().post(path, asked).reply(201, {});
  await github.requestReview(shop, 2, { users: ['tess'], teams: ['qa'], again: true });
});

test('git reads with a token for this one repository that can do nothing else', async () => {
  const github = startGitHubAdapter();
  api()
    .post('/app/installations/99/access_tokens', { repository_ids: [7], permissions: { contents: 'read' } })
    .reply(201, {
      token: 'ghs_read',
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
      permissions: { contents: 'read' },
      repositories: [{ id: 7, name: 'shop' }],
      repository_selection: 'selected',
    });
  expect(await github.gitSource(shop)).toEqual({
    url: 'https://github.com/agency/shop.git',
    token: 'ghs_read',
  });
});
