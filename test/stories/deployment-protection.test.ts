import { afterEach, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, repository, startWork, toDemo } from './way.js';

let story: Story;
afterEach(() => story.close(), 180_000);

/** A workflow of the repository wants to deploy; resolves to what it was told. */
async function deployBy(ref: string, environment = 'production') {
  const { run } = await story.github.ci(repository).askToDeploy({ environment, ref });
  return story.github.until(
    () => {
      const told = story.shop.protectedRun(run);
      return told.state === 'waiting' ? null : told;
    },
    { what: 'the answer to the workflow' },
  );
}

async function inProduction(): Promise<{ issue: number; head: string; live: string }> {
  const issue = await startWork(story);
  const { head } = await openChange(story, issue);
  await toDemo(story, issue);
  expect(await deployBy(head)).toMatchObject({ state: 'rejected' });
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  return { issue, head, live: await story.shop.git('rev-parse', 'main') };
}

test('a workflow deploys exactly the approved commit while it ships, and exactly the released one after', async () => {
  story = await startStory();
  const nothing = await deployBy('main');
  expect(nothing).toMatchObject({ state: 'rejected' });
  expect(nothing.comment).toContain('Nothing has been approved here yet');

  const { issue, head, live } = await inProduction();
  const approved = story.shop.deployments().findLast(({ environment }) => environment === 'production');
  const product = await deployBy(approved?.sha ?? '');
  expect(product).toMatchObject({ state: 'approved' });
  expect(product.comment).toContain(`Task #${issue} holds production now`);
  for (const other of [head, live]) {
    const refused = await deployBy(other);
    expect(refused.state).toBe('rejected');
    expect(refused.comment).toContain('was approved, not this one');
  }

  await story.says('olga', issue, '/hold Wait for the press');
  const held = await deployBy(approved?.sha ?? '');
  expect(held.state).toBe('rejected');
  expect(held.comment).toContain('Wait for the press');
  await story.says('olga', issue, '/unhold');

  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
  expect(await deployBy('main')).toMatchObject({ state: 'approved' });
  expect(await deployBy(live)).toMatchObject({ state: 'rejected' });

  // The release is undone: what was live before it may be deployed again, and the release no more.
  await story.says('olga', issue, '/rollback The bow burns');
  await story.reaches(issue, 'development');
  expect(await deployBy('main')).toMatchObject({ state: 'rejected' });
  expect(await deployBy(live)).toMatchObject({ state: 'approved' });
  expect(story.github.unknown).toEqual([]);
}, 180_000);

test('where the change is merged first, the workflow that the merge starts is let through', async () => {
  story = await startStory({ config: `${shopConfig}release: { strategy: merge-then-deploy }\n` });
  await inProduction();
  expect(await deployBy('main')).toMatchObject({ state: 'approved' });
  expect(await deployBy('main~1')).toMatchObject({ state: 'rejected' });
}, 180_000);

test('nothing is let through while the configuration cannot be read', async () => {
  story = await startStory();
  await inProduction();
  const approved = story.shop.deployments().findLast(({ environment }) => environment === 'production');
  await story.people.olga.push(repository, {
    branch: 'main',
    message: 'Break it',
    files: { '.github/greenlight.yml': 'roles: [' },
  });
  const told = await deployBy(approved?.sha ?? '');
  expect(told.state).toBe('rejected');
  expect(told.comment).toContain('The configuration of this repository cannot be used');
}, 180_000);
