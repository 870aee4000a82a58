import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Story, startStory } from './start-story.js';
import { openChange, passCi, push, repository, startWork, testable } from './way.js';

let story: Story;
let issue: number;
let change: number;
let head: string;

beforeAll(async () => {
  story = await startStory();
  issue = await startWork(story);
  await story.says('tess', issue, '/scenario The price is on the page');
  ({ change, head } = await openChange(story, issue));
}, 180_000);
afterAll(() => story.close(), 180_000);

/** Resolves when the card says so. */
const shows = (words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.card(issue)), { what: `${String(words)} on the card` });

/** Says what is refused; resolves to the reply. */
async function refused(who: 'tess' | 'dan' | 'mallory' | 'maria', body: string): Promise<string> {
  const before = story.answers(issue).length;
  expect(await story.says(who, issue, body)).toBe('confused');
  await story.github.until(() => story.answers(issue).length > before, { what: 'the reason' });
  return story.answers(issue).at(-1) ?? '';
}

test('the card lists the scenarios by number, and that nobody has tried them', async () => {
  await shows(/1\. The page says Gift wrap — not tried yet/);
  expect(story.card(issue)).toContain('2. The price is on the page — not tried yet');
  expect(story.card(issue)).toContain('Not judged yet: 1 and 2.');
});

test('a test step is not approved while a scenario is open: it is said which, and what to type', async () => {
  const reply = await refused('tess', '/approve');
  expect(reply).toContain('1 (The page says Gift wrap) and 2 (The price is on the page)');
  expect(reply).toContain('/pass all');
  expect(story.stage(issue)).toBe('testing');
});

test('only whom the step asks judges scenarios', async () => {
  expect(await refused('mallory', '/pass 1')).toMatch(/tester/);
  expect(await refused('dan', '/fail 1 It is late')).toMatch(/tester/);
});

test('a scenario that there is not is refused with those there are', async () => {
  expect(await refused('tess', '/pass 1,7')).toMatch(/no scenario 7\. There are 1 and 2\./);
  expect(await refused('tess', '/fail 9 Nothing')).toMatch(/no scenario 9/);
  expect(story.card(issue)).toContain('Not judged yet: 1 and 2.');
});

test('a scenario passes and another fails, and the card says so', async () => {
  expect(await story.says('tess', issue, '/pass 1\n/fail 2 The price is missing')).toBe('+1');
  await shows(/1\. The page says Gift wrap — works \(tess\)/);
  await shows(/2\. The price is on the page — \*\*does not work\*\* \(tess\): “The price is missing”/);
  expect(story.card(issue)).toContain('Not working: 2.');
});

test('with a scenario that failed nothing is approved, by command or by review', async () => {
  expect(await refused('tess', '/approve')).toContain('Not working: 2 (The price is on the page)');
  const told = (): number => story.shop.pull(change).comments.length;
  const before = told();
  await story.people.tess.review(repository, change, { event: 'APPROVE' });
  await story.github.until(() => told() > before, { what: 'the reason' });
  expect(story.stage(issue)).toBe('testing');
});

test('what failed needs no more words: a bare rejection sends it back with them', async () => {
  expect(await story.says('tess', issue, '/reject')).toBe('+1');
  await story.reaches(issue, 'development');
  await shows(/2 \(The price is on the page\) — \*\*does not work\*\* \(tess\): “The price is missing”/);
});

test('another commit is tried from the beginning', async () => {
  head = await push(story, issue, 'With the price');
  await passCi(story, head);
  await testable(story, head);
  await shows(/Not judged yet: 1 and 2\./);
});

test('a rejection for which there is no reason at all is refused', async () => {
  expect(await refused('tess', '/reject')).toMatch(/says why/);
  expect(story.stage(issue)).toBe('testing');
});

test('whoever found that a scenario fails takes it back, and it is tried again', async () => {
  expect(await story.says('tess', issue, '/fail 1 I looked at the wrong page')).toBe('+1');
  await shows(/Not working: 1\./);
  expect(await refused('dan', '/unreject')).toMatch(/no rejection here that you could take back/);
  expect(await story.says('tess', issue, '/unreject')).toBe('+1');
  await shows(/Not judged yet: 1 and 2\./);
});

test('a review passes scenarios and the step in one go, and the next step asks for the same list again', async () => {
  await story.people.tess.review(repository, change, { event: 'APPROVE', body: '/pass all' });
  await story.reaches(issue, 'integration-testing');
  await shows(/Step 7[^]*Not judged yet: 1 and 2\./);
  expect(await refused('tess', '/approve')).toContain('1 (The page says Gift wrap)');
  expect(await story.says('tess', issue, '/pass 1-2\n/approve')).toBe('+1');
  await story.reaches(issue, 'demo');
}, 180_000);

test('where nobody tests, no scenario is judged', async () => {
  expect(await refused('tess', '/pass 1')).toMatch(/client/);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
}, 180_000);

test('in production the same list is asked a third time', async () => {
  expect(await refused('tess', '/approve')).toContain('2 (The price is on the page)');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
}, 180_000);
