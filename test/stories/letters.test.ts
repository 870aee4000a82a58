import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { ops } from '#cli/ops/ops.js';
import { runCommand } from '../cli/run-command.js';
import { type Story, startStory } from './start-story.js';
import { repository } from './way.js';

let story: Story;
let issue: number;

beforeAll(async () => {
  story = await startStory();
  issue = await story.propose();
}, 180_000);
afterAll(() => story.close(), 180_000);

const run = (...args: string[]) => runCommand(ops, args, story.variables);
const card = (is: (text: string) => boolean, what: string) =>
  story.github.until(() => is(story.card(issue)), { what });
const needsHelp = (text: string): boolean => text.includes('This task needs help');
const calls = (): readonly string[] => story.replies(issue).filter(needsHelp);

/** GitHub refuses what has to be read to hear a comment: what no second attempt would change. */
async function isLost(body: string): Promise<void> {
  story.github.faults.add({ route: 'POST /graphql Snapshot', times: 1, then: { status: 422 } });
  await story.comment('maria', issue, body);
  await card(needsHelp, 'the call for help on the card');
}

test('a task for which something was given up says so on its card, and calls DevOps; the rest of it goes on', async () => {
  await isLost('/estimate 2d 800 EUR');
  expect(story.card(issue)).toContain('something that maria asked for could not be dealt with');
  await story.github.until(() => calls().length === 1, { what: 'DevOps to be called' });
  expect(calls()[0]).toMatch(/^@olga\n/);
  expect(calls()[0]).toContain(`greenlight ops list --task ${repository}#${issue}`);
  expect(await story.says('maria', issue, '/hold')).toBe('+1');
  expect(await story.says('maria', issue, '/unhold')).toBe('+1');
  expect(needsHelp(story.card(issue))).toBe(true);
}, 120_000);

test('greenlight ops lists it while the server runs, in words and for programs', async () => {
  const { said, exitCode } = await run('list');
  expect(exitCode).toBe(1);
  expect(said).toMatch(new RegExp(`^ {2}\\d+ {2}${repository}#${issue} {2}hear EstimateGiven by maria`, 'm'));
  const { said: json } = await run('list', '--json', '--task', `${repository.toUpperCase()}#${issue}`);
  const { dead } = JSON.parse(json) as { dead: unknown };
  expect(dead).toMatchObject([
    { about: `${repository}#${issue}`, what: 'hear EstimateGiven by maria', attempts: 1 },
  ]);
  expect(JSON.stringify(dead)).not.toContain('800 EUR');
  expect((await run('list', '--task', `${repository}#99`)).exitCode).toBe(0);
});

test('taken up again it is done, and the card asks for no help any more', async () => {
  const { said, exitCode } = await run('retry', '--task', `${repository}#${issue}`, '--by', 'olga');
  expect({ said, exitCode }).toMatchObject({
    said: expect.stringMatching(/^1 taken up again: \d+$/),
    exitCode: 0,
  });
  await card((text) => text.includes('800 EUR') && !needsHelp(text), 'the estimate, and no call for help');
  const after = await run('list');
  expect(after.exitCode).toBe(0);
  expect(after.said).toMatch(/olga retried \d+/);
  expect((await run('retry', '1')).exitCode).toBe(2);
}, 120_000);

test('`/retry` takes it up again, for whoever may; DevOps is not called a second time on the same day', async () => {
  await isLost('/estimate 3d 900 EUR');
  expect(await story.says('clara', issue, '/retry')).toBe('confused');
  expect(needsHelp(story.card(issue))).toBe(true);
  expect(await story.says('olga', issue, '/retry')).toBe('+1');
  await card((text) => text.includes('900 EUR') && !needsHelp(text), 'the second estimate');
  expect(calls()).toHaveLength(1);
}, 120_000);

test('what is dropped is never done, and it is kept who dropped it and why', async () => {
  await isLost('/estimate 9d 9000 EUR');
  const { dead } = JSON.parse((await run('list', '--json')).said) as { dead: { id: number }[] };
  const id = String(dead[0]?.id);
  expect((await run('drop', id)).said).toContain('it is not said why');
  expect(await run('drop', id, '--why', 'a mistake', '--by', 'olga')).toEqual({
    said: `1 dropped: ${id}`,
    exitCode: 0,
  });
  await card((text) => !needsHelp(text), 'a card without a call for help');
  expect(story.card(issue)).not.toContain('9000 EUR');
  expect((await run()).said).toContain(`olga dropped ${id}: a mistake`);
}, 120_000);

test('what GitHub delivers again is taken up again as well', async () => {
  await isLost('/estimate 4d 1000 EUR');
  const lost = story.github.deliveries.findLast(
    ({ event, action }) => event === 'issue_comment' && action === 'created',
  );
  await story.github.webhooks.redeliver(lost?.guid ?? '');
  await card((text) => text.includes('1000 EUR') && !needsHelp(text), 'the last estimate');
}, 120_000);

test('when no server runs, the store is opened for it', async () => {
  await isLost('/estimate 5d 1100 EUR');
  await story.github.settled();
  await story.stop();
  expect((await run('list')).said).toContain('hear EstimateGiven by maria');
  expect((await run('retry', '--all')).exitCode).toBe(0);
  await story.begin();
  await card((text) => text.includes('1100 EUR') && !needsHelp(text), 'the estimate after the start');
}, 120_000);
