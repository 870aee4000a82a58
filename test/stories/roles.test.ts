import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, passCi, repository, testable, workBranch } from './way.js';

/** Two clients have to agree, the plan and the tests ask two roles, and the testers are a team. */
const config = `${shopConfig
  .replace('tester: tess', 'tester: "@agency/qa"')
  .replace('client: clara', 'client: [clara, mallory]')}
gates: { planning: [manager, devops], testing: [tester, devops] }
approvals: { client: 2 }
`;

let story: Story;
let issue: number;
let change: number;
let head: string;

beforeAll(async () => {
  story = await startStory({ config });
}, 180_000);
afterAll(() => story.close(), 180_000);

type Who = keyof Story['people'];

const shows = (words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.card(issue)), { what: `${String(words)} on the card` });

/** Says what is refused; resolves to the reply. */
async function refused(who: Who, body: string): Promise<string> {
  const before = story.answers(issue).length;
  expect(await story.says(who, issue, body)).toBe('confused');
  await story.github.until(() => story.answers(issue).length > before, { what: `why ${body} is refused` });
  return story.answers(issue).at(-1) ?? '';
}

test('a gate that asks for two of a role waits for the second, and counts nobody twice', async () => {
  issue = await story.propose();
  await story.says('maria', issue, '/estimate 2d 800 EUR');
  await shows(/0 of 2 approvals by the client are there\./);
  await story.says('clara', issue, '/approve');
  await shows(/1 of 2 approvals by the client is there\./);
  await story.says('clara', issue, '/approve');
  expect(story.stage(issue)).toBe('discussion');
  await story.says('mallory', issue, '/approve');
  await story.reaches(issue, 'planning');
});

test('a no to the plan stands until its author or a manager takes it back', async () => {
  await story.says('tess', issue, '/scenario The page says Gift wrap');
  await story.says('olga', issue, '/reject Too much to run');
  await shows(/\*\*olga said no\*\*: “Too much to run”/);
  expect(await refused('maria', '/approve')).toMatch(/A no by olga stands.*\/unreject/);
  expect(await refused('dan', '/unreject')).toMatch(/could take back/);
  expect(await story.says('maria', issue, '/unreject @olga')).toBe('+1');
  await story.github.until(() => !story.card(issue).includes('olga said no'), { what: 'the no to go' });
});

test('a gate that asks two roles waits for both', async () => {
  await story.says('maria', issue, '/approve');
  await shows(/Next: DevOps/);
  expect(story.stage(issue)).toBe('planning');
  await story.says('olga', issue, '/approve');
  await story.reaches(issue, 'development');
  ({ change, head } = await openChange(story, issue));
}, 180_000);

test('only a manager hands a role on, to a person who is here, and not to whoever wrote the change', async () => {
  expect(await refused('dan', '/delegate tester @mallory')).toMatch(/Only the manager/);
  expect(await refused('maria', '/delegate tester @nobody-here')).toMatch(/no person nobody-here/);
  expect(await refused('maria', '/delegate tester @dan')).toMatch(/dan wrote pull request #/);
  expect(await refused('maria', '/delegate tester @mallory until 2020-01-01')).toMatch(/over already/);
  expect(await refused('maria', '/delegate manager @maria')).toMatch(/to themselves/);
});

test('whoever a role was handed to acts in it, as the card says, until it is taken back', async () => {
  expect(await refused('mallory', '/pass 1')).toMatch(/Only the tester/);
  expect(await story.says('maria', issue, '/delegate tester @mallory for 3d')).toBe('+1');
  await shows(/Handed on for this task[^]*mallory acts as tester until .* UTC \(by maria\)/);
  await story.github.until(() => story.shop.pull(change).requestedReviewers.includes('mallory'), {
    what: 'mallory to be asked',
  });
  expect(await story.says('mallory', issue, '/pass 1')).toBe('+1');
  await shows(/works \(mallory\)/);
  expect(await refused('mallory', '/delegate tester @clara')).toMatch(/Only the manager/);
  expect(await refused('maria', '/undelegate devops')).toMatch(/was not handed/);
  expect(await story.says('maria', issue, '/undelegate tester')).toBe('+1');
  await story.github.until(() => !story.card(issue).includes('acts as tester'), { what: 'the role to go' });
  // Told before, so a reaction is all.
  expect(await story.says('mallory', issue, '/pass 1')).toBe('confused');
});

test('an approval goes with its review when that is dismissed', async () => {
  const { id } = await story.people.tess.review(repository, change, { event: 'APPROVE' });
  await shows(/Step 5 · Testing: tess \(tester\)/);
  await story.people.maria.dismissReview(repository, change, id, 'The wrong page');
  await story.github.until(() => !story.card(issue).includes('Step 5 · Testing: tess'), {
    what: 'the approval to go',
  });
  await story.says('olga', issue, '/approve');
  await shows(/Next: the tester/);
  expect(story.stage(issue)).toBe('testing');
});

test('nobody approves a head that they pushed', async () => {
  const branch = await workBranch(story, issue);
  const page = (await story.shop.read(branch, 'server.mjs')) ?? '';
  ({ sha: head } = await story.people.olga.push(repository, {
    branch,
    message: 'Tidy',
    files: { 'server.mjs': `${page}\n` },
  }));
  await passCi(story, head);
  await testable(story, head);
  await story.says('tess', issue, '/pass all');
  expect(await refused('olga', '/approve')).toMatch(/You pushed/);
});

test('whoever leaves the team is no tester any more, and whoever comes to it is one, at once', async () => {
  story.people.maria.removeFromTeam('agency', 'qa', 'tess');
  expect(await refused('tess', '/approve')).toMatch(/Only the tester or DevOps/);
  story.people.maria.addToTeam('agency', 'qa', 'mallory');
  expect(await story.says('mallory', issue, '/approve')).toBe('+1');
  await shows(/Step 5 · Testing: mallory \(tester\)/);
});
