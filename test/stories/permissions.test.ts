import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { load } from 'js-yaml';
import { refusedFor, shopConfig, type Story, startStory } from './start-story.js';
import { openChange, repository, startWork, toDemo } from './way.js';

const { default_permissions: asked } = load(readFileSync('app.yml', 'utf8')) as {
  default_permissions: Record<string, 'read' | 'write'>;
};

/** Teams and commit statuses take permissions of their own. */
const config = shopConfig
  .replace('tester: tess', "tester: '@agency/qa'")
  .replace('required: [test]', 'required: [test, legacy]');

/** GitHub gives it to every App, asked for or not. */
const always = 'metadata';

/** Without them GitHub refuses nothing: it does not tell what Greenlight would have to answer. */
const telling: Readonly<Record<string, string>> = {
  actions: 'deployment_protection_rule',
  merge_queues: 'merge_group',
};

/** The same with less: nothing, or reading only. */
const lesser = Object.entries(asked)
  .filter(([name]) => name !== always && !(name in telling))
  .flatMap(([name, level]) => [
    [name, 'none'] as const,
    ...(level === 'write' ? [[name, 'read'] as const] : []),
  ]);

/** Everything that the App does, from the idea to the release. */
async function play(story: Story): Promise<void> {
  const issue = await startWork(story);
  const legacy = story.github.until(() => story.shop.pulls()[0]?.head.sha, {
    what: 'the change',
    timeoutMs: 75_000,
  });
  const reported = legacy.then((sha) =>
    story.github.ci(repository).status(sha, { context: 'legacy', state: 'success' }),
  );
  await Promise.all([openChange(story, issue), reported]);
  await toDemo(story, issue);
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'production-testing');
  await story.says('tess', issue, '/pass all\n/approve');
  await story.reaches(issue, 'final-demo');
  await story.says('clara', issue, '/approve');
  await story.reaches(issue, 'released');
}

test('with what app.yml asks for nothing is refused', async () => {
  const story = await startStory({ config });
  try {
    await play(story);
    expect(refusedFor(story)).toBeUndefined();
  } finally {
    await story.close();
  }
}, 180_000);

test.each(lesser)(
  'without more than %s: %s GitHub refuses what the App needs',
  async (name, level) => {
    const story = await startStory({
      config,
      manifest: (app) => {
        const others = Object.entries(app.permissions).filter(([one]) => one !== name);
        app.permissions = Object.fromEntries(level === 'none' ? others : [...others, [name, level]]);
      },
    });
    try {
      const met = story.github.until(() => refusedFor(story), { what: 'a refusal', timeoutMs: 60_000 });
      const played = play(story).then(
        () => 'released all the same',
        // Stuck, as it must be; what counts is why.
        () => met,
      );
      expect(await Promise.race([met, played])).not.toBe('released all the same');
    } finally {
      await story.close();
    }
  },
  90_000,
);

/** A workflow waits to deploy, and a merge queue waits for the check on what it would merge. */
async function askBoth({ github, people, shop }: Story): Promise<{ run: number; asked: () => string[] }> {
  const requiredChecks = [{ context: 'test' }];
  await people.olga.protectBranch(repository, 'main', { requiredChecks, mergeQueue: 'merge' });
  const { sha } = await people.dan.push(repository, { branch: 'stray', message: 'Stray', files: { a: 'b' } });
  const { number } = await people.dan.openPullRequest(repository, { head: 'stray', title: 'Stray' });
  await github.ci(repository).check(sha, { name: 'test', conclusion: 'success' });
  await people.dan.enqueue(repository, number);
  const { run } = await github.ci(repository).askToDeploy({ environment: 'production', ref: 'main' });
  await github.settled();
  await github.until(() => shop.checks(sha).some(({ name }) => name === 'greenlight'), { what: 'the check' });
  return { run, asked: () => github.deliveries.map(({ event }) => event) };
}

test.each(Object.entries(telling))(
  'without %s GitHub does not tell of %s',
  async (name, event) => {
    const story = await startStory({
      manifest: (app) => {
        const others = Object.entries(app.permissions).filter(([one]) => one !== name);
        app.permissions = Object.fromEntries(others);
      },
    });
    try {
      const { asked } = await askBoth(story);
      const events = Object.values(telling).filter((one) => one !== event);
      expect(asked()).not.toContain(event);
      for (const other of events) expect(asked()).toContain(other);
    } finally {
      await story.close();
    }
  },
  60_000,
);

test('with both, the workflow and the queue are answered with nothing more than app.yml asks for', async () => {
  const story = await startStory();
  try {
    const { run } = await askBoth(story);
    await story.github.until(() => story.shop.protectedRun(run).state === 'rejected', { what: 'the answer' });
    const group = story.github.deliveries.find(({ event }) => event === 'merge_group');
    const { head_sha: head } = group?.payload['merge_group'] as { head_sha: string };
    await story.github.until(() => story.check(head), { what: 'the check on the group' });
    expect(refusedFor(story)).toBeUndefined();
  } finally {
    await story.close();
  }
}, 180_000);
