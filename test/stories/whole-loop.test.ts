import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, pageAt, startWork, toDemo } from './way.js';

let story: Story;
let issue: number;
let change: number;
let head: string;

beforeAll(async () => {
  story = await startStory();
  issue = await startWork(story);
  ({ change, head } = await openChange(story, issue));
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve Thank you');
  await story.reaches(issue, 'released');
  await story.github.settled();
}, 180_000);

afterAll(() => story.close(), 180_000);

test('a task goes from the idea to the release, and its issue is closed as completed', () => {
  expect(story.shop.issue(issue)).toMatchObject({ state: 'closed', state_reason: 'completed' });
  expect(story.shop.pull(change).merged).toBe(true);
});

test('what production serves, what is merged and what is released is one tree', async () => {
  const [release] = story.shop.releases();
  expect(release).toMatchObject({ tag_name: 'v0.1.0', draft: false });
  const served = (await pageAt(story.production)).commit ?? '';
  const trees = await Promise.all(
    ['v0.1.0', 'main', served].map((commit) => story.shop.git('rev-parse', `${commit}^{tree}`)),
  );
  expect(new Set(trees).size).toBe(1);
});

test('the check is green on the change’s head', () => {
  expect(story.check(head)).toMatchObject({ status: 'completed', conclusion: 'success' });
});

test('nobody needed more than app.yml asks for, and GitHub knew every request', () => {
  const forbidden = story.github.requests.filter(({ status }) => status === 403);
  // To delete an environment takes administration, which app.yml does not ask for: without it the deployments alone go.
  expect(forbidden.map(({ route }) => route)).toEqual([
    'DELETE /repos/{owner}/{repo}/environments/{environment_name}',
  ]);
  expect(story.github.unknown.map(({ route }) => route)).toEqual([]);
  const partly = story.github.requests.filter(({ response }) =>
    JSON.stringify(response ?? '').includes('FORBIDDEN'),
  );
  expect(partly.map(({ route }) => route)).toEqual([]);
});

test('the sandbox and the scratch branch are gone', async () => {
  const branches = await story.shop.git('for-each-ref', '--format=%(refname:short)', 'refs/heads');
  expect(branches.split('\n').filter((name) => name.startsWith('greenlight/'))).toEqual([]);
  expect(story.shop.deployments().map(({ environment }) => environment)).not.toContainEqual(
    expect.stringMatching(/^sandbox-/),
  );
  const asset = story.shop.releases()[0]?.assets.find(({ name }) => name === 'sign-off.json');
  const { signOff } = JSON.parse(asset?.text ?? '{}') as {
    signOff: { receipt: unknown; backups: unknown[] };
  };
  expect(signOff.receipt).toEqual({
    processes: 'gone',
    containers: 'none',
    data: 'gone',
    url: 'gone',
    deployments: 'gone',
    environment: 'kept',
  });
  expect(signOff.backups[0]).toMatchObject({
    verified: 'checksum',
    data: 'full',
    keptUntil: expect.any(Number),
  });
});

test('the client’s word is in the record', () => {
  expect(story.shop.releases()[0]?.body).toContain('Thank you');
  expect(story.card(issue)).toContain('v0.1.0');
});
