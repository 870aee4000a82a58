import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, push, repository, startWork } from './way.js';

/** Looks at GitHub so often that a test need not wait long. Each task is looked at alone in every eighth look. */
const rhythm = { sweepMs: 3_600_000, reconcileMs: 300, underWayMs: 3_600_000 };

let story: Story;
let issue: number;
let change: number;
let head: string;

beforeAll(async () => {
  story = await startStory({ surroundings: { rhythm } });
  story.github.webhooks.drop({ times: Infinity });
  issue = await startWork(story);
  ({ change, head } = await openChange(story, issue));
}, 180_000);
afterAll(() => story.close(), 180_000);

const bot = 'greenlight[bot]';
const labels = (number = issue): readonly string[] => story.shop.issue(number).labels;
const comments = () => story.shop.issue(issue).comments;
const cards = () =>
  comments().filter(({ author, body }) => author === bot && body.includes('greenlight:card'));

test('a stage label that somebody took off is put back', async () => {
  await story.people.maria.removeLabel(repository, issue, 'stage: testing');
  await story.github.until(() => labels().includes('stage: testing'), { what: 'the label' });
});

test('a card that somebody deleted is made again, and one that was rewritten says what it said', async () => {
  const [card] = cards();
  if (card === undefined) throw new Error('there is no card');
  await story.people.olga.deleteComment(repository, card.id);
  await story.github.until(() => cards().length === 1 && cards()[0]?.id !== card.id, { what: 'a new card' });
  const [other] = cards();
  await story.people.olga.editComment(repository, other?.id ?? 0, 'Approved by everybody');
  await story.github.until(() => cards()[0]?.id === other?.id, { what: 'the card' });
  expect(cards()).toHaveLength(1);
}, 60_000);

test('a comment that was edited before anybody heard of it is no command', async () => {
  const { people, github } = story;
  const { id } = await people.tess.comment(repository, issue, 'Nearly');
  // Times are told to the second.
  const second = Math.floor(Date.now() / 1_000);
  await github
    .until(() => Math.floor(Date.now() / 1_000) > second + 1, { what: 'another second', timeoutMs: 5_000 })
    .catch(() => undefined);
  await people.tess.editComment(repository, id, '/pass all\n/approve');
  await story.says('maria', issue, '/scenario The box closes');
  expect(comments().find((one) => one.id === id)?.reactions).toEqual([]);
  expect(story.stage(issue)).toBe('testing');
}, 60_000);

test('a check that failed takes the task back, whoever did not tell', async () => {
  await story.github.ci(repository).check(head, { name: 'test', conclusion: 'failure' });
  await story.reaches(issue, 'development');
});

test('a scenario that was written into the issue is taken', async () => {
  await story.people.maria.editIssue(repository, issue, {
    body: '## Test scenarios\n- [ ] The ribbon is red',
  });
  await story.github.until(() => story.card(issue).includes('The ribbon is red'), {
    what: 'the scenario on the card',
  });
});

test('an issue that was closed cancels its task, and one that was opened again goes on', async () => {
  const other = await startWork(story, 'Another idea');
  await story.people.maria.closeIssue(repository, other);
  await story.github.until(() => story.card(other).includes('### Cancelled'), { what: 'the card' });
  await story.people.maria.reopenIssue(repository, other);
  await story.reaches(other, 'planning');
}, 60_000);

test('a delivery that comes after its comment was found counts for nothing', async () => {
  const { github } = story;
  await story.says('maria', issue, '/hold Waiting for the ribbon');
  await story.says('maria', issue, '/unhold');
  const told = github.deliveries.filter(({ event }) => event === 'issue_comment' || event === 'issues');
  for (const { guid } of told) await github.webhooks.redeliver(guid);
  await github.settled();
  expect(labels()).toContain('stage: development');
  expect(story.card(issue)).not.toContain('Waiting for the ribbon');
  expect(comments().at(-1)?.author).not.toBe(bot);
}, 60_000);

test('a push, and a pull request that was closed, are seen', async () => {
  const pushed = await push(story, issue, 'Ribbon');
  await story.github.until(() => story.check(pushed) !== undefined, { what: 'the check on the new head' });
  const next = (): string => /\*\*Next:\*\* .*/.exec(story.card(issue))?.[0] ?? '';
  // The check is shown before the card.
  await story.github.until(() => next().includes(`#${change}`), { what: 'a card that asks for the checks' });
  await story.people.dan.closePullRequest(repository, change);
  await story.github.until(() => !next().includes(`#${change}`), { what: 'a card that asks for a change' });
}, 60_000);

test('an issue that was deleted ends its task', async () => {
  const other = await story.propose('A third idea');
  const before = story.github.requests.length;
  await story.people.olga.deleteIssue(repository, other);
  await story.github.until(
    () =>
      story.github.requests
        .slice(before)
        .some(
          ({ path, status }) =>
            (path.endsWith(`/issues/${other}`) && status === 410) ||
            (path.endsWith(`/issues/${other}`) && status === 404),
        ),
    { what: 'a look at the issue' },
  );
});

test('a repository that the App came to has its labels', async () => {
  const { github } = story;
  const barn = await github.createRepository({ owner: 'agency', name: 'barn', files: { 'a.txt': 'a' } });
  await github.install({ account: 'agency', repositories: ['agency/barn', repository] });
  await github.until(() => barn.labels().length > 5, { what: 'the labels' });
}, 60_000);
