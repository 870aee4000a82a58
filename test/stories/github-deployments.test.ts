import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { DeploymentView } from '#simulator/github.js';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, pageAt, passCi, push, repository, startWork, testable, toDemo } from './way.js';

const config = shopConfig.replace('executor: command', 'executor: github-deployments');

let story: Story;

/** Deployments for this piece of work, oldest first. */
const asked = (operation: string): readonly DeploymentView[] =>
  story.shop.deployments().filter(({ task }) => task === `greenlight:${operation}`);

const statesOf = ({ statuses }: DeploymentView): string[] => statuses.map(({ state }) => state);

const awaitAsked = (operation: string, count = 1): Promise<DeploymentView> =>
  story.github.until(() => asked(operation)[count - 1], { what: `deployment ${count} to ${operation}` });

const cardSays = (issue: number, words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.card(issue)), { what: `a card like ${String(words)}` });

/** To the sandbox, without anybody who answers. */
async function askForSandbox(): Promise<number> {
  const number = await story.propose();
  await story.says('maria', number, '/estimate 2d 800 EUR');
  await story.says('clara', number, '/approve');
  await story.reaches(number, 'planning');
  await story.says('tess', number, '/scenario The page says Gift wrap');
  await story.people.maria.addLabel(repository, number, 'stage: sandbox');
  return number;
}

describe('a task whose repository deploys by its own workflow', () => {
  let issue: number;
  let head: string;
  let cost: number;

  beforeAll(async () => {
    story = await startStory({ config, workflow: true });
    story.runWorkflows();
    issue = await startWork(story);
    ({ head } = await openChange(story, issue));
    const requests = await story.requestsOf(async () => {
      const again = await push(story, issue, 'Gift wrap and ribbon');
      await passCi(story, again);
      await story.github.until(
        () =>
          asked('deploy').find(({ sha, statuses }) => sha === again && statuses.at(-1)?.state === 'success'),
        { what: 'the second deployment' },
      );
      head = again;
    });
    await testable(story, head);
    cost = requests.filter(({ cause }) => cause === 'DeploySandbox').length;
    await toDemo(story, issue);
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'production-testing');
    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'final-demo');
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'released');
    await story.github.settled();
  }, 300_000);

  afterAll(() => story.close(), 180_000);

  test('is released, and production serves what was approved', async () => {
    const served = (await pageAt(story.production)).commit ?? '';
    const trees = await Promise.all(
      ['v0.1.0', served].map((commit) => story.shop.git('rev-parse', `${commit}^{tree}`)),
    );
    expect(new Set(trees).size).toBe(1);
    expect((await pageAt(story.production)).text).toContain('Gift wrap and ribbon');
    expect(head).toMatch(/^[0-9a-f]{40}$/);
  });

  test('has one deployment for each piece of work, and the workflow has answered each', () => {
    const made = story.github.requests
      .filter(({ route }) => route === 'POST /repos/{owner}/{repo}/deployments')
      .map(({ body }) => body as { task: string; payload: { operation: string } });
    expect(new Set(made.map(({ payload }) => payload.operation)).size).toBe(made.length);
    expect(new Set(made.map(({ task }) => task))).toEqual(
      new Set(['provision', 'deploy', 'backup', 'destroy'].map((name) => `greenlight:${name}`)),
    );
    // Those of the sandbox went with it.
    const left = story.shop.deployments();
    expect(left.map(statesOf)).toEqual(left.map(() => ['in_progress', 'success']));
  });

  test('costs few requests of Greenlight’s for a deployment', () => {
    expect(cost).toBeLessThanOrEqual(9);
  });
});

describe('a deployment', () => {
  afterEach(() => story.close(), 180_000);

  test('that nobody answers fails, says so on the card and on GitHub, and a late answer changes nothing', async () => {
    story = await startStory({ config: config.replace('timeout: 1m', 'timeout: 2s'), workflow: true });
    const issue = await askForSandbox();
    await cardSays(issue, /no workflow answered the deployment/);
    const { id } = await awaitAsked('provision');
    expect(statesOf(await awaitAsked('provision'))).toEqual(['error']);
    const shown = story.card(issue);
    await story.github
      .ci(repository)
      .deployStatus(id, { state: 'success', environmentUrl: story.production });
    await story.github.settled();
    expect([story.card(issue), story.stage(issue)]).toEqual([shown, 'sandbox']);
  }, 180_000);

  test('whose failure is answered fails with the reason of the workflow', async () => {
    story = await startStory({ config, workflow: true });
    const issue = await askForSandbox();
    const { id } = await awaitAsked('provision');
    await story.github
      .ci(repository)
      .deployStatus(id, { state: 'failure', description: 'no room left on the host' });
    await cardSays(issue, /no room left on the host/);
    expect(statesOf(await awaitAsked('provision'))).toEqual(['failure']);
  }, 180_000);

  test('is gone on with after a restart, and answers that come twice count once', async () => {
    story = await startStory({ config, workflow: true });
    const issue = await askForSandbox();
    const { id } = await awaitAsked('provision');
    await cardSays(issue, /The CI\/CD of this repository does it: asked .*, nothing heard yet\./);
    story.github.webhooks.duplicate({ event: 'deployment_status', times: 4 });
    const runner = story.github.ci(repository);
    await runner.deployStatus(id, { state: 'in_progress', logUrl: 'http://127.0.0.1/log' });
    await cardSays(issue, /under way since .* \(\[log\]\(http:\/\/127\.0\.0\.1\/log\)\)/);
    await story.restart();
    await runner.deployStatus(id, { state: 'success', environmentUrl: story.production });
    await story.reaches(issue, 'development');
    expect(asked('provision')).toHaveLength(1);
    await story.github.until(() => !story.card(issue).includes('under way since'), {
      what: 'the card to forget what is over',
    });
  }, 180_000);

  test('that was superseded is said to be inactive, and the next does not wait for it', async () => {
    story = await startStory({ config, workflow: true });
    const runner = story.runWorkflows();
    const issue = await startWork(story);
    await runner.stop();
    const first = await push(story, issue, 'one');
    await story.people.dan.openPullRequest(repository, {
      head:
        (await story.shop.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/task')).split(
          '\n',
        )[0] ?? '',
      title: 'Gift wrapping',
      body: `Closes #${issue}`,
    });
    await passCi(story, first);
    const { id } = await awaitAsked('deploy');
    const second = await push(story, issue, 'two');
    await passCi(story, second);
    expect((await awaitAsked('deploy', 2)).sha).toBe(second);
    expect(statesOf(await awaitAsked('deploy'))).toEqual(['inactive']);
    await story.github.ci(repository).deployStatus(id, { state: 'failure', description: 'far too late' });
    await story.github.settled();
    expect(story.card(issue)).not.toContain('far too late');
  }, 180_000);
});
