import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, repository, startWork } from './way.js';

let story: Story;

beforeAll(async () => {
  story = await startStory();
  await story.github.createRepository({
    owner: 'agency',
    name: 'other',
    files: { 'README.md': '# Other\n' },
    collaborators: { maria: 'write' },
  });
}, 180_000);
afterAll(() => story.close(), 180_000);

const inactive = (issue: number): boolean =>
  story.shop
    .deployments()
    .filter(({ environment }) => environment === `sandbox-${story.shop.id}-${issue}`)
    .some(({ statuses }) => statuses.at(-1)?.state === 'inactive');

test('an issue that goes to another repository ends its task: the sandbox is removed, the check says why', async () => {
  const issue = await startWork(story, 'Leaves');
  const { head } = await openChange(story, issue, 'Leaves');
  await story.people.maria.transferIssue(repository, issue, 'agency/other');
  await story.github.until(() => inactive(issue), { what: 'the sandbox to go', timeoutMs: 75_000 });
  await story.github.until(() => /cancelled/i.test(story.check(head)?.title ?? ''), { what: 'the check' });
  expect(story.github.requests.filter(({ status }) => status >= 500)).toEqual([]);
}, 180_000);

test('what is pushed after that, or said on its pull request, costs the task nothing and changes nothing', async () => {
  const { number, head } = story.shop.pulls().at(-1) ?? { number: 0, head: { sha: '', ref: '' } };
  const requests = await story.requestsOf(async () => {
    await story.people.dan.push(repository, {
      branch: head.ref,
      message: 'More',
      files: { 'more.txt': 'x' },
    });
    await story.people.tess.comment(repository, number, 'A pity');
  });
  // The sandbox may still be on its way out; and whoever pushes may have changed the configuration.
  const others = requests.filter(({ cause }) => cause !== 'RemoveSandbox' && cause !== 'config-change');
  expect(others.map(({ route }) => route)).toEqual([]);
});

test('an issue that is deleted ends its task as well', async () => {
  const issue = await startWork(story, 'Deleted');
  await story.people.olga.deleteIssue(repository, issue);
  await story.github.until(() => inactive(issue), { what: 'the sandbox to go', timeoutMs: 75_000 });
}, 180_000);

test('a repository that is renamed takes its tasks along: nothing is asked for under the old name', async () => {
  const issue = await startWork(story, 'Renamed');
  const { change, head } = await openChange(story, issue, 'Renamed');
  // The last that is shown of the sandbox: nothing is on its way any more.
  const says = (): boolean => story.check(head)?.summary?.includes('Try the change') === true;
  await story.github.until(says, { what: 'the check that waits for the tester' });
  await story.github.settled();
  const before = story.github.requests.length;
  await story.people.olga.renameRepository(repository, 'boutique');
  await story.github.settled();
  const renamed = 'agency/boutique';
  await story.people.tess.comment(renamed, issue, '/pass all\n/approve');
  await story.reaches(issue, 'integration-testing');
  await story.people.tess.comment(renamed, change, '/pass all\n/approve');
  await story.reaches(issue, 'demo');
  const after = story.github.requests.slice(before);
  expect(after.filter(({ path, status }) => path.includes('/shop') || status === 404)).toEqual([]);
  expect(story.card(issue)).toContain(`${renamed}/pull/${change}`);
}, 180_000);
