import { afterEach, expect, test } from '@jest/globals';
import { shopConfig, type Story, type StoryOptions, startStory } from './start-story.js';
import { openChange, repository, startWork } from './way.js';

let story: Story;

async function begin(options: StoryOptions = {}): Promise<void> {
  story = await startStory(options);
}
afterEach(() => story.close(), 180_000);

const configure = (text: string) =>
  story.people.olga.push(repository, {
    branch: 'main',
    message: 'Change the configuration',
    files: { '.github/greenlight.yml': text },
  });

test('a configuration that cannot be read opens no gate, and says why where people look; once mended, all goes on', async () => {
  await begin();
  const issue = await startWork(story);
  const { head } = await openChange(story, issue);
  await configure(`${shopConfig}\nrolls: { tester: mallory }\n`);
  const line = shopConfig.split('\n').length + 1;
  await story.github.until(() => story.card(issue).includes(`line ${line}`), {
    what: 'the problem on the card',
  });
  expect(story.card(issue)).toContain('did you mean roles?');
  const summary = (): string => story.check(head)?.summary ?? '';
  await story.github.until(() => summary().includes(`line ${line}`), { what: 'the problem in the check' });
  expect(story.check(head)?.actions).toEqual([]);

  expect(await story.says('tess', issue, '/approve')).toBe('confused');
  expect(story.stage(issue)).toBe('testing');

  await configure(shopConfig);
  await story.github.until(() => !story.card(issue).includes(`line ${line}`), { what: 'the problem to go' });
  // Live has moved by the two pushes; the tester's word is about the change, which has not.
  expect(await story.says('tess', issue, '/pass all\n/approve')).toBe('+1');
  await story.reaches(issue, 'integration-testing');
}, 180_000);

test('a change that brings a configuration of its own is judged by the old one', async () => {
  await begin();
  const issue = await startWork(story);
  const { change } = await openChange(story, issue);
  const branch = story.shop.pull(change).head.ref;
  await story.people.dan.push(repository, {
    branch,
    message: 'Let me test my own work',
    files: {
      '.github/greenlight.yml':
        shopConfig.replace('tester: tess', 'tester: dan') + '\napprovals: { self: true }\n',
    },
  });
  await story.reaches(issue, 'development');
  expect(await story.says('dan', issue, '/approve')).toBe('confused');
}, 180_000);

test('a repository without a configuration gets defaults by access, and is told how to name its client', async () => {
  await begin({ config: null });
  const issue = await story.propose();
  expect(story.card(issue)).toContain('.github/greenlight.yml');
  expect(story.card(issue)).toMatch(/client/i);
  expect(await story.says('maria', issue, '/estimate 1d')).toBe('+1');
  // Nobody is the client, so nobody can agree, the owner of the repository neither.
  expect(await story.says('olga', issue, '/approve')).toBe('confused');
  expect(story.stage(issue)).toBe('discussion');
}, 180_000);

test('with no client at all there is nothing to agree: the plan comes first', async () => {
  await begin({ config: shopConfig.replace('client: clara', 'client: none') });
  const { number } = await story.people.maria.openIssue(repository, { title: 'Idea' });
  await story.people.maria.addLabel(repository, number, 'greenlight');
  await story.reaches(number, 'planning');
}, 180_000);

test('a repository that names its labels otherwise keeps those names', async () => {
  await begin({ config: `${shopConfig}labels: { intake: delivery, prefix: "greenlight/" }\n` });
  const { number } = await story.people.maria.openIssue(repository, { title: 'Idea', labels: [] });
  await story.people.maria.addLabel(repository, number, 'delivery');
  await story.github.until(() => story.shop.issue(number).labels.includes('greenlight/discussion'), {
    what: 'the label',
  });
}, 180_000);
