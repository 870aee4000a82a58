import { afterEach, describe, expect, test } from '@jest/globals';
import { defaultSettings } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import type { Engine } from '#engine/engine.js';
import { loadFacts } from '#engine/load-facts.js';
import { loadRoles } from '#engine/load-roles.js';
import { installationOfPeople } from '#github/translate/installation-of-people.js';
import type { Freshness, GitHub } from '#ports/github.js';
import { api, noMoreRequests, repo, shop, startGitHubAdapter } from '../github/start-github-adapter.js';
import { aTask } from '../support/a-task.js';

afterEach(noMoreRequests);

/** The testers are a team. */
const withTeam: Settings = {
  ...defaultSettings,
  roles: {
    ...defaultSettings.roles,
    tester: { kind: 'people', users: [], teams: [{ org: 'agency', slug: 'qa' }], permission: null },
  },
};

describe('threat 9: a team is asked for those who are in it now', () => {
  const membership = (answer: object | number) =>
    typeof answer === 'number'
      ? api().get('/orgs/agency/teams/qa/memberships/pat').reply(answer, {})
      : api().get('/orgs/agency/teams/qa/memberships/pat').reply(200, answer);
  const asks = (github: GitHub, look?: Freshness) =>
    loadRoles(github, { repository: shop, login: 'pat', settings: withTeam, ...(look && { look }) });
  /** What the other roles ask for. */
  const reads = (): void =>
    void api()
      .get(`${repo}/collaborators/pat/permission`)
      .reply(200, { permission: 'read', role_name: 'read', user: { login: 'pat', type: 'User' } });

  test.each([
    ['who was invited and has not come is in none', { state: 'pending' }, []],
    ['who is not in it, or in a team that is called otherwise now, is in none', 404, []],
    ['who is in it has its role', { state: 'active' }, ['tester']],
  ] as const)('threat 9: %s', async (_who, answer, roles) => {
    const github = startGitHubAdapter();
    reads();
    membership(answer);
    expect(await asks(github)).toEqual(roles);
  });

  test('threat 9: whoever was removed is out at once where it is about production, or where GitHub told of it', async () => {
    const github = startGitHubAdapter();
    reads();
    membership({ state: 'active' });
    expect(await asks(github)).toEqual(['tester']);
    reads();
    membership(404);
    expect(await asks(github, 'fresh')).toEqual([]);
    reads();
    membership({ state: 'active' });
    github.forgetPeople(shop.installation);
    expect(await asks(github)).toEqual(['tester']);
    github.forgetPeople(shop.installation);
    reads();
    membership(404);
    expect(await asks(github)).toEqual([]);
    for (const event of ['membership', 'team', 'organization', 'member', 'team_add'])
      expect(installationOfPeople(event, { installation: { id: 99 } })).toBe(99);
  });

  test.each([
    ['planning', 'remembered'],
    ['testing', 'remembered'],
    ['demo', 'fresh'],
    ['production-testing', 'fresh'],
    ['final-demo', 'fresh'],
    ['release', 'fresh'],
  ] as const)('threat 9: at %s what is %s of people counts', async (stage, expected) => {
    const looks: unknown[] = [];
    const ask = (...all: readonly unknown[]) => Promise.resolve(looks.push(all.at(-1)) < 0);
    const issue = { title: '', body: '', open: true, labels: [], labeled: [], author: '', url: '' };
    const engine = {
      clock: { now: () => 1 },
      configs: { asOf: async () => '', take: () => Promise.resolve({ settings: withTeam, problem: null }) },
      store: { productionHeld: async () => null, bannedAmong: async () => [] },
      github: {
        isTeamMember: ask,
        loadPermission: async () => 'none',
        loadSnapshot: () => Promise.resolve({ seen: { issue, change: null, live: 'a' }, checks: [] }),
      },
    } as unknown as Engine;
    const event = { type: 'HoldPlaced', why: null, by: 'pat', source: { comment: 7, on: 1 } } as const;
    const task = aTask(1, { stage });
    const who = { login: 'pat', bot: false };
    await loadFacts(engine, { repository: shop, number: 1, change: null }, { task, who, event });
    expect(looks).toEqual([expected]);
  });
});
