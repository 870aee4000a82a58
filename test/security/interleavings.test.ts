import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shopConfig, startStory, type Story } from '../stories/start-story.js';
import { repository } from '../stories/way.js';
import { deliverDisturbed, type Disturbed, evilFile, type Position, windows } from './push-meanwhile.js';

/**
 * Each of these is a delivery in which commits are pushed that nobody approved, at one position of each window. With
 * GREENLIGHT_INTERLEAVINGS=all every request of every window is a position, one delivery each: that takes a quarter of an hour.
 */
const few: readonly (readonly Position[])[] = [
  [
    { window: 'integrate', route: 'POST /repos/{owner}/{repo}/merges', nth: 1 },
    { window: 'deploy', route: 'POST /graphql Snapshot', nth: 1 },
    { window: 'release', route: 'POST /graphql Merge', nth: 1 },
  ],
  [
    { window: 'deploy', route: 'POST /repos/{owner}/{repo}/deployments', nth: 1 },
    { window: 'restore', route: 'POST /repos/{owner}/{repo}/deployments', nth: 1 },
  ],
];

const every = process.env['GREENLIGHT_INTERLEAVINGS'] === 'all';
const strategies = every ? ['deploy-then-merge', 'merge-then-deploy'] : ['deploy-then-merge'];

describe.each(strategies)('threat 11: with %s', (strategy) => {
  let story: Story;

  beforeAll(async () => {
    story = await startStory({ config: `${shopConfig}release: { strategy: ${strategy} }\n` });
  }, 180_000);
  afterAll(() => story.close(), 180_000);

  const has = async (commit: string): Promise<boolean> => (await story.shop.read(commit, evilFile)) !== null;
  const treeOf = (commit: string): Promise<string> => story.shop.git('rev-parse', `${commit}^{tree}`);

  /** Nothing that nobody approved was deployed to production, merged, released, or called ready to be. */
  async function expectInnocence({ issue, change, good, evil }: Disturbed): Promise<void> {
    for (const { sha, environment } of story.shop.deployments())
      if (environment === 'production') expect([sha, await has(sha)]).toEqual([sha, false]);
    for (const sha of evil) expect(story.check(sha)?.conclusion).not.toBe('success');
    expect(await has('main')).toBe(false);
    for (const { sha } of await story.shop.tags()) expect(await has(sha)).toBe(false);
    if (story.stage(issue) === 'cancelled') return;
    const { merge_commit_sha: merged } = story.shop.pull(change);
    expect(await story.shop.git('rev-parse', `${merged}^2`)).toBe(good);
    const shipped = story.shop.deployments().findLast(({ environment }) => environment === 'production');
    expect(await treeOf(shipped?.sha ?? '')).toBe(await treeOf(merged ?? ''));
  }

  if (!every)
    test.each(few.map((positions) => [positions.map(({ window }) => window).join(', '), positions] as const))(
      'threat 11: a push in the middle of %s ships nothing that nobody approved',
      async (_windows, positions) => {
        const disturbed = await deliverDisturbed(story, positions);
        expect(disturbed.evil).toHaveLength(positions.length);
        await expectInnocence(disturbed);
      },
      300_000,
    );
  else
    test('threat 11: a push at any request of any operation ships nothing that nobody approved', async () => {
      const { requests } = await deliverDisturbed(story, []);
      const { requests: back } = await deliverDisturbed(story, [
        { window: 'restore', route: 'none', nth: 1 },
      ]);
      const positions = windows.flatMap((window) => {
        const routes = (window === 'restore' ? back : requests).get(window) ?? [];
        return routes.map((route, index) => ({
          window,
          route,
          nth: routes.slice(0, index + 1).filter((one) => one === route).length,
        }));
      });
      const missed: string[] = [];
      for (const position of positions) {
        const disturbed = await deliverDisturbed(story, [position]);
        if (disturbed.evil.length === 0) missed.push(`${position.window}: ${position.route} ${position.nth}`);
        await expectInnocence(disturbed);
        story.github.faults.clear();
      }
      process.stderr.write(`${positions.length} positions, ${missed.length} not met: ${missed.join('; ')}\n`);
      expect(repository).toBeDefined();
      expect(missed.length).toBeLessThan(positions.length / 4);
    }, 3_600_000);
});
