import { afterEach, expect, test } from '@jest/globals';
import { doctor } from '#cli/doctor/doctor.js';
import { runCommand } from '../cli/run-command.js';
import { shopConfig, type Story, startStory } from './start-story.js';
import { repository } from './way.js';

let story: Story;
afterEach(() => story.close(), 180_000);

const shared = 'agency/.github';
const file = '.github/greenlight.yml';
/** The shop says who tests, and not who the client is. */
const own = shopConfig.replace('client: clara, ', '');

/** Makes the organisation's repository with this file. */
const createShared = (text: string) =>
  story.github.createRepository({
    owner: 'agency',
    name: '.github',
    files: { [file]: text },
    collaborators: { olga: 'admin', dan: 'write' },
  });

/** The shop, and beside it the organisation's repository, on which the App is installed too. */
async function begin(text: string): Promise<void> {
  story = await startStory({ config: own });
  await createShared(text);
  await story.github.install({ account: 'agency', repositories: [shared] });
  await story.github.settled();
}

const share = (text: string) =>
  story.people.olga.push(shared, {
    branch: 'main',
    message: 'Change what we share',
    files: { [file]: text },
  });

const cardSays = (issue: number, text: string): Promise<unknown> =>
  story.github.until(() => story.card(issue).includes(text), { what: `“${text}” on the card` });

const readsOfShared = (): number =>
  story.github.requests.filter(({ path }) => path.includes('/.github/contents/')).length;

test('what the repository does not say comes from its organisation, what it says wins, and it is read once', async () => {
  story = await startStory({ config: own });
  // It is public, so the App can read it without being installed there.
  await createShared('roles: { client: clara, tester: mallory }\n');
  await story.restart();
  const before = readsOfShared();
  const issue = await story.propose();
  await cardSays(issue, 'clara');
  expect(story.card(issue)).toContain('tess');
  expect(story.card(issue)).not.toContain('mallory');
  expect(await story.says('maria', issue, '/estimate 1d')).toBe('+1');
  expect(await story.says('mallory', issue, '/approve')).toBe('confused');
  expect(await story.says('clara', issue, '/approve')).toBe('+1');
  await story.reaches(issue, 'planning');
  expect(readsOfShared()).toBe(before + 1);
}, 180_000);

test('a file of the organisation that cannot be used opens no gate and says where it is wrong; mended, it counts', async () => {
  await begin('roles: { client: clara }\n');
  const issue = await story.propose();
  expect(await story.says('maria', issue, '/estimate 1d')).toBe('+1');
  await share('# For all of us.\nrolls: { client: clara }\n');
  await cardSays(issue, 'agency/.github: line 2');
  expect(story.card(issue)).toContain('did you mean roles?');
  expect(await story.says('clara', issue, '/approve')).toBe('confused');
  expect(story.stage(issue)).toBe('discussion');

  await share('roles: { client: mallory }\n');
  await cardSays(issue, 'mallory');
  expect(story.card(issue)).not.toContain('line 2');
  expect(await story.says('clara', issue, '/approve')).toBe('confused');
  expect(await story.says('mallory', issue, '/approve')).toBe('+1');
  await story.reaches(issue, 'planning');
}, 180_000);

test('open tasks learn of a file that comes, and of one that goes', async () => {
  story = await startStory({ config: own });
  const issue = await story.propose();
  await cardSays(issue, 'Nobody is named as the client');
  await createShared('roles: { client: clara }\n');
  await story.github.install({ account: 'agency', repositories: [shared] });
  await story.github.until(() => !story.card(issue).includes('Nobody is named'), { what: 'the client' });
  await story.people.olga.push(shared, { branch: 'main', message: 'Take it away', files: { [file]: null } });
  await cardSays(issue, 'Nobody is named as the client');
  expect(await story.says('clara', issue, '/approve')).toBe('confused');
}, 180_000);

test('a pull request for the organisation’s file is checked like one for a repository’s', async () => {
  await begin('roles: { client: clara }\n');
  const { sha } = await story.people.dan.push(shared, {
    branch: 'typo',
    message: 'Propose',
    files: { [file]: 'roles: { client: clara }\nrolls: {}\n' },
  });
  await story.people.dan.openPullRequest(shared, { head: 'typo', title: 'Propose' });
  const find = () =>
    story.github
      .repository(shared)
      .checks(sha)
      .find(({ name }) => name === 'greenlight/config');
  const { conclusion, annotations } = await story.github.until(find, { what: 'the check' });
  expect(conclusion).toBe('failure');
  expect(annotations).toMatchObject([{ path: file, startLine: 2 }]);
}, 180_000);

test('a proposal that takes a key out says who has the role then, by the organisation', async () => {
  await begin('roles: { client: clara, tester: mallory }\n');
  const { sha } = await story.people.dan.push(repository, {
    branch: 'fewer-words',
    message: 'Propose',
    files: { [file]: own.replace('tester: tess, ', '') },
  });
  await story.people.dan.openPullRequest(repository, { head: 'fewer-words', title: 'Propose' });
  const find = () => story.shop.checks(sha).find(({ name }) => name === 'greenlight/config');
  const { summary } = await story.github.until(find, { what: 'the check' });
  expect(summary).toContain('- Tester: tess → mallory');
  expect(summary).not.toContain('Client');
}, 180_000);

test('the doctor looks at what both files come to', async () => {
  await begin('roles: { client: nobody-there }\n');
  const { said } = await runCommand(doctor, [repository], story.variables);
  expect(said).toContain('.github/greenlight.yml, with what agency/.github says, can be used');
  expect(said).toContain('nobody-there');
  await share('rolls: {}\n');
  expect((await runCommand(doctor, [repository], story.variables)).said).toContain(
    'agency/.github: .github/greenlight.yml:1: rolls: unknown key',
  );
}, 180_000);
