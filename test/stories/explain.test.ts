import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { explain } from '#cli/explain.js';
import { toPlainText } from '#cli/to-plain-text.js';
import { runCommand } from '../cli/run-command.js';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, repository, startWork } from './way.js';

let story: Story;
let issue: number;

beforeAll(async () => {
  story = await startStory();
  issue = await startWork(story);
}, 180_000);
afterAll(() => story.close(), 180_000);

async function asks(who: keyof Story['people'], body = '/explain'): Promise<string> {
  const before = story.answers(issue).length;
  await story.comment(who, issue, body);
  await story.github.until(() => story.answers(issue).length > before, { what: 'the explanation' });
  return story.answers(issue).at(-1) ?? '';
}

test('anybody may ask why a task stands where it stands, and hears what comes next and who can do what', async () => {
  const text = await asks('mallory');
  expect(text).toContain('Step 3 · Sandbox to **Step 4 · Development**');
  expect(text).toContain('**Next: the developer (dan).** ');
  expect(text).toContain('- **Manager** (maria): ');
  expect(story.stage(issue)).toBe('development');
}, 180_000);

test('it tells in whose words the work was sent back, and what the check says', async () => {
  await openChange(story, issue);
  await story.says('tess', issue, '/reject The ribbon is missing.');
  await story.reaches(issue, 'development');
  const text = await asks('clara');
  expect(text).toContain('tess said: “The ribbon is missing.”');
  expect(text).toMatch(/The check `greenlight` on #\d+ is blocked\./);
}, 180_000);

test('with words behind it, it is told how it is written', async () => {
  expect(await asks('clara', '/explain why')).toContain('`/explain`');
}, 180_000);

test('the command line says the same from the store, while the server runs, and asks GitHub nothing', async () => {
  const [answer] = (await asks('maria')).split('\n\n<!--');
  await story.github.settled();
  const before = story.github.requests.length;
  const name = `${repository.toUpperCase()}#${issue}`;
  const told = await runCommand(explain, [name, '--markdown'], story.variables);
  expect(told).toEqual({ said: answer, exitCode: 0 });
  const plain = await runCommand(explain, [name], story.variables);
  expect(plain.said).toBe(toPlainText(answer ?? ''));
  expect(plain.said).not.toMatch(/\*\*|###/);
  expect(story.github.requests.length).toBe(before);
}, 180_000);

test('the command line tells of a configuration that cannot be used', async () => {
  const broken = (text: string) =>
    story.people.olga.push(repository, {
      branch: 'main',
      message: 'Change the configuration',
      files: { '.github/greenlight.yml': text },
    });
  await broken(`${shopConfig}\nrolls: {}\n`);
  await story.github.until(() => story.card(issue).includes('did you mean roles?'), { what: 'the problem' });
  const told = await runCommand(explain, [`${repository}#${issue}`], story.variables);
  expect(told.said).toContain('did you mean roles?');
  await broken(shopConfig);
  await story.github.until(() => !story.card(issue).includes('did you mean roles?'), { what: 'it to go' });
  const mended = await runCommand(explain, [`${repository}#${issue}`], story.variables);
  expect(mended.said).not.toContain('did you mean roles?');
}, 180_000);

test('what names no task, no known one or no store is told with what to do', async () => {
  const name = `${repository}#${issue}`;
  const tell = (args: readonly string[], variables = story.variables) => runCommand(explain, args, variables);
  expect(await tell(['shop'])).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining('agency/shop#12'),
  });
  expect(await tell([`${repository}#4711`])).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining('the store knows no such task'),
  });
  expect(await tell([name], { GREENLIGHT_DATA: '/nowhere' })).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining('there is no store here'),
  });
  const nobody = { DATABASE_URL: 'postgres://127.0.0.1:1/none' };
  expect(await tell([name], nobody)).toMatchObject({
    exitCode: 2,
    said: expect.stringContaining('does not answer'),
  });
}, 180_000);
