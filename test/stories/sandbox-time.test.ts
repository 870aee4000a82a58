import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { startWork } from './way.js';

let story: Story;

const withSandbox = (said: string): string => shopConfig.replace('  timeout: 1m', `  timeout: 1m\n${said}`);

const short = withSandbox('  scripts: { stop: .greenlight/stop }\n  sandbox: { ttl: 10s }');

const cardSays = (issue: number, words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.card(issue)), {
    what: `a card like ${String(words)}`,
    timeoutMs: 75_000,
  });

const hears = (issue: number, words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.replies(issue).at(-1) ?? ''), {
    what: `a reply like ${String(words)}`,
    timeoutMs: 75_000,
  });

const changesConfig = (text: string): Promise<unknown> =>
  story.people.olga.push('agency/shop', {
    branch: 'main',
    message: 'Configure sandboxes',
    files: { '.github/greenlight.yml': text },
  });

beforeAll(async () => {
  story = await startStory();
}, 180_000);
afterAll(() => story.close(), 180_000);

test('where no script stops sandboxes, whoever asks is told so, and what DevOps can do', async () => {
  const issue = await startWork(story, 'No script');
  expect(await story.says('dan', issue, '/sandbox stop')).toBe('confused');
  await hears(
    issue,
    /cannot be stopped here: this repository has no script that does it\. DevOps can add one/,
  );
  expect(await story.says('dan', issue, '/sandbox extend 3d')).toBe('confused');
  await hears(issue, /runs until the task is over anyway/);
  await story.comment('dan', issue, '/sandbox extend for ever');
  await hears(
    issue,
    /is written like this: `\/sandbox redeploy \| stop \| start \| extend <duration> \| pin`/,
  );
});

test('the developer hears that the time is nearly up, once, and how the sandbox runs longer', async () => {
  await changesConfig(short);
  const issue = await startWork(story, 'Short life');
  await cardSays(issue, /\[Sandbox\]\([^)]*\) \(runs until /);
  await hears(issue, /The sandbox will be stopped[^]*`\/sandbox extend 3d`[^]*`\/sandbox pin`/);
  const warnings = () => story.replies(issue).filter((text) => text.includes('The sandbox will be stopped'));
  await cardSays(issue, /\*\*The sandbox is stopped\*\* since [^]*since its time was up\. Its data are kept/);
  expect(story.card(issue)).toContain('Sandbox: stopped');
  expect(warnings()).toHaveLength(1);

  expect(await story.says('tess', issue, '/sandbox extend 3d')).toBe('confused');
  await hears(issue, /The sandbox is stopped\. `\/sandbox start`/);
  // Without a script of its own it is started by a deployment of what it ran.
  expect(await story.says('tess', issue, '/sandbox start')).toBe('+1');
  await cardSays(issue, /\[Sandbox\]\([^)]*\) \(runs until /);
});

test('an extension moves the end, a pin takes it away, as the card says', async () => {
  await changesConfig(short.replace('10s', '1h'));
  const issue = await startWork(story, 'Long life');
  await cardSays(issue, /\(runs until /);
  const before = story.card(issue);
  expect(await story.says('clara', issue, '/sandbox extend 3d')).toBe('confused');
  expect(await story.says('dan', issue, '/sandbox extend 3d')).toBe('+1');
  const end = (card: string): string | undefined => /\(runs until ([^)]*)\)/.exec(card)?.[1];
  await story.github.until(() => end(story.card(issue)) !== end(before), { what: 'another end' });
  expect(end(story.card(issue))).toMatch(/UTC$/);
  expect(await story.says('olga', issue, '/sandbox pin')).toBe('+1');
  await cardSays(issue, /\(runs until the task is over\)/);
});

test('a sandbox that nobody uses is stopped without a call, and says why', async () => {
  await changesConfig(short.replace('ttl: 10s', 'idle-stop: 5s'));
  const issue = await startWork(story, 'Nobody there');
  const before = story.replies(issue).length;
  await cardSays(issue, /\*\*The sandbox is stopped\*\* since [^]*since nothing had happened for long/);
  expect(story.replies(issue)).toHaveLength(before);
});
