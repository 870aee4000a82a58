import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, repository, startWork, toDemo } from './way.js';

let story: Story;

beforeEach(async () => {
  story = await startStory();
}, 180_000);
afterEach(() => story.close(), 180_000);

const cards = (issue: number): number =>
  story.shop.issue(issue).comments.filter(({ body }) => body.includes('greenlight:card')).length;

test('a delivery that comes twice counts once', async () => {
  const issue = await story.propose();
  story.github.webhooks.duplicate({ event: 'issue_comment', action: 'created', times: 2 });
  await story.says('maria', issue, '/estimate 2d 800 EUR');
  await story.says('maria', issue, '/estimate 3d 900 EUR');
  await story.github.settled();
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'planning');
  const scenario = story.shop.issue(issue).comments.filter(({ author }) => author === 'greenlight[bot]');
  expect(cards(issue)).toBe(1);
  // The card, and one call for each estimate.
  expect(scenario).toHaveLength(3);
});

test('what was missed is made good when GitHub delivers it again', async () => {
  const issue = await story.propose();
  story.github.webhooks.drop({ event: 'issue_comment', action: 'created' });
  await story.comment('maria', issue, '/estimate 2d 800 EUR');
  await story.github.settled();
  const lost = story.github.deliveries.findLast(({ event }) => event === 'issue_comment');
  await story.github.webhooks.redeliver(lost?.guid ?? '');
  expect(await story.answered(issue)).toBe('+1');
});

test('a card that GitHub made, although the connection broke, is found and not made twice', async () => {
  story.github.faults.add({
    route: 'POST /repos/{owner}/{repo}/issues/{issue_number}/comments',
    then: 'drop-after-doing',
  });
  const issue = await story.propose();
  await story.says('maria', issue, '/estimate 2d 800 EUR');
  await story.github.until(() => story.card(issue).includes('800 EUR'), { what: 'the estimate on the card' });
  expect(cards(issue)).toBe(1);
}, 180_000);

test('while GitHub is out of order nothing is lost', async () => {
  const issue = await story.propose();
  story.github.faults.add({ route: 'POST /graphql Snapshot', times: 2, then: { status: 502 } });
  await story.comment('maria', issue, '/estimate 2d 800 EUR');
  await story.github.until(() => story.card(issue).includes('800 EUR'), {
    what: 'the estimate',
    timeoutMs: 75_000,
  });
}, 180_000);

test('somebody deletes the card, or takes the label off: both come back', async () => {
  const issue = await story.propose();
  const card = story.shop.issue(issue).comments[0];
  await story.people.olga.deleteComment(repository, card?.id ?? 0);
  await story.says('maria', issue, '/estimate 2d 800 EUR');
  await story.github.until(() => story.card(issue).includes('800 EUR'), { what: 'another card' });
  await story.people.dan.removeLabel(repository, issue, 'stage: discussion');
  await story.reaches(issue, 'discussion');
});

test('stopped in the middle of a deployment to production, the server goes on where it was', async () => {
  const issue = await startWork(story);
  await openChange(story, issue);
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  const going = () => story.shop.deployments().find(({ environment }) => environment === 'production');
  await story.github.until(going, { what: 'the deployment to begin', timeoutMs: 75_000 });
  await story.restart();
  await story.reaches(issue, 'production-testing');
  const deployed = story.shop
    .deployments()
    .filter(({ environment, task }) => environment === 'production' && task === 'greenlight:deploy');
  expect(deployed).toHaveLength(1);
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
  expect(story.shop.releases()).toHaveLength(1);
}, 180_000);

test('a merge that GitHub did, although the connection broke, is released once', async () => {
  const issue = await startWork(story);
  const { change } = await openChange(story, issue);
  await toDemo(story, issue);
  story.github.faults.add({ route: 'POST /graphql Merge', then: 'drop-after-doing' });
  story.github.faults.add({ route: 'POST /repos/{owner}/{repo}/releases', then: 'drop-after-doing' });
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
  expect(story.shop.pull(change).merged).toBe(true);
  expect(story.shop.releases().map(({ draft }) => draft)).toEqual([false]);
}, 180_000);
