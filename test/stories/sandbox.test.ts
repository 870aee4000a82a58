import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, pageAt, passCi, push, repository, startWork, testable, toDemo } from './way.js';

let story: Story;

const config = shopConfig.replace(
  '  timeout: 1m',
  '  timeout: 1m\n  scripts: { stop: .greenlight/stop, start: .greenlight/start }',
);

beforeAll(async () => {
  story = await startStory({ config });
}, 180_000);
afterAll(() => story.close(), 180_000);

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

/** Where the sandbox is, by its last deployment that came up. */
function sandboxOf(head?: string): string {
  const found = story.shop
    .deployments()
    .filter(({ environment, sha }) => environment.startsWith('sandbox-') && (head ?? sha) === sha)
    .flatMap(({ statuses }) => statuses.map((status) => status.environment_url))
    .findLast((url) => url !== '');
  if (found === undefined) throw new Error('there is no sandbox');
  return found;
}

async function order(url: string, name: string): Promise<void> {
  const body = new URLSearchParams({ product: 'mug', name });
  const { status } = await fetch(`${url}/orders`, { method: 'POST', body, redirect: 'manual' });
  expect(status).toBe(303);
}

const stopIt = async (who: 'tess' | 'dan' | 'olga', issue: number): Promise<void> => {
  expect(await story.says(who, issue, '/sandbox stop')).toBe('+1');
  await cardSays(issue, /The sandbox is stopped\*\* since/);
};

const startIt = async (who: 'tess' | 'dan' | 'olga', issue: number): Promise<void> => {
  expect(await story.says(who, issue, '/sandbox start')).toBe('+1');
  await cardSays(issue, /\[(Sandbox|Open the demo)\]\(/);
};

describe('a sandbox that is stopped and started', () => {
  let issue: number;
  let change: number;
  let head: string;
  let url: string;

  test('before there is a sandbox there is nothing to stop', async () => {
    issue = await story.propose();
    expect(await story.says('tess', issue, '/sandbox stop')).toBe('confused');
    await hears(issue, /not possible at Step 1/i);
  });

  test('who has nothing to do with it may not stop it, and hears who may', async () => {
    issue = await startWork(story, 'Stop and start');
    expect(await story.says('clara', issue, '/sandbox stop')).toBe('confused');
    await hears(issue, /Only the developer, the tester or DevOps can do this/);
  });

  test('while people develop, it can be stopped; the next deployment wakes it', async () => {
    await stopIt('dan', issue);
    await expect(fetch(sandboxOf())).rejects.toThrow();
    ({ change, head } = await openChange(story, issue));
    url = sandboxOf(head);
    expect((await pageAt(url)).commit).toBe(head);
    await story.github.until(() => !story.card(issue).includes('The sandbox is stopped'), {
      what: 'a card that says nothing of a stop',
    });
  });

  test('while the tester tests, it can be stopped: nothing answers, and nothing links there', async () => {
    await order(url, 'Tess');
    await stopIt('tess', issue);
    await expect(fetch(url)).rejects.toThrow();
    expect(story.card(issue)).toContain('Sandbox: stopped');
    expect(story.card(issue)).not.toContain(url);
    await story.github.until(() => /sandbox is stopped/.test(story.check(head)?.title ?? ''), {
      what: 'the check to say it',
    });
    expect(story.check(head)?.summary).toContain('/sandbox start');
    expect(story.check(head)?.summary).not.toContain(url);
    const [newest] = story.shop
      .deployments()
      .filter(({ sha }) => sha === head)
      .slice(-1);
    expect(newest?.statuses.at(-1)).toMatchObject({ state: 'inactive' });
  });

  test('nobody approves what is not served, in words or in a review, and hears how to start it', async () => {
    expect(await story.says('tess', issue, '/pass all\n/approve')).toBe('confused');
    await hears(issue, /The sandbox is stopped\. `\/sandbox start`/);
    await story.people.tess.review(repository, change, { event: 'APPROVE' });
    const replied = () => story.replies(change).some((text) => /The sandbox is stopped/.test(text));
    await story.github.until(replied, { what: 'the answer to the review' });
    expect(story.stage(issue)).toBe('testing');
  });

  test('it is not stopped twice', async () => {
    expect(await story.says('olga', issue, '/sandbox stop')).toBe('confused');
  });

  test('started, it is what it was: the same commit, the same address, the same data', async () => {
    const requests = await story.requestsOf(() => startIt('tess', issue));
    expect(sandboxOf(head)).toBe(url);
    const page = await pageAt(url);
    expect([page.commit, /for Tess/.test(page.text)]).toEqual([head, true]);
    const begun = requests.findIndex(({ route }) => route.endsWith('Config'));
    expect(requests.slice(begun).length).toBeLessThanOrEqual(9);
    expect(await story.says('tess', issue, '/sandbox start')).toBe('confused');
    await hears(issue, /not stopped/);
  });

  test('at the demo the client is not asked about a sandbox that is stopped', async () => {
    await toDemo(story, issue);
    await stopIt('dan', issue);
    expect(await story.says('clara', issue, '/approve')).toBe('confused');
    await hears(issue, /The sandbox is stopped\. `\/sandbox start`/);
    expect(story.stage(issue)).toBe('demo');
    await startIt('dan', issue);
    expect(await story.says('clara', issue, '/approve')).toBe('+1');
    await story.reaches(issue, 'production-testing');
  });

  test('once it goes live the sandbox is left alone', async () => {
    expect(await story.says('dan', issue, '/sandbox stop')).toBe('confused');
    await hears(issue, /not possible at Step 9\.2\.2/i);
  });
});

describe('what may come between', () => {
  test('on hold it can be stopped, but not started', async () => {
    const issue = await startWork(story, 'On hold');
    expect(await story.says('maria', issue, '/hold holidays')).toBe('+1');
    await stopIt('olga', issue);
    expect(await story.says('olga', issue, '/sandbox start')).toBe('confused');
    await hears(issue, /on hold/);
    expect(await story.says('maria', issue, '/unhold')).toBe('+1');
    await startIt('olga', issue);
  });

  test('a push while it is stopped is deployed, and goes to the tester', async () => {
    const issue = await startWork(story, 'Pushed');
    await openChange(story, issue);
    await stopIt('tess', issue);
    const head = await push(story, issue, 'Gift wrap in red');
    await passCi(story, head);
    await testable(story, head);
    expect((await pageAt(sandboxOf(head))).commit).toBe(head);
    expect(await story.says('tess', issue, '/pass all\n/approve')).toBe('+1');
  });

  test('a stopped sandbox is removed with the task', async () => {
    const issue = await startWork(story, 'Given up');
    await stopIt('dan', issue);
    expect(await story.says('maria', issue, '/cancel no money')).toBe('+1');
    await story.reaches(issue, 'cancelled');
  });

  test('one that cannot be started stays as it is, DevOps hears why, and tries again', async () => {
    const issue = await startWork(story, 'Broken start');
    await stopIt('dan', issue);
    const start = (await story.shop.read('main', '.greenlight/start')) ?? '';
    const write = (text: string) =>
      story.people.olga.push(repository, {
        branch: 'main',
        message: 'Start script',
        files: { '.greenlight/start': text },
      });
    await write('#!/bin/sh\necho there is no room left\nexit 4\n');
    expect(await story.says('dan', issue, '/sandbox start')).toBe('+1');
    await cardSays(issue, /The sandbox could not be started:\*\*.*there is no room left/);
    await hears(issue, /@olga[^]*could not be started/);
    await write(start);
    expect(await story.says('olga', issue, '/retry')).toBe('+1');
    await cardSays(issue, /\[Sandbox\]\(/);
  });
});
