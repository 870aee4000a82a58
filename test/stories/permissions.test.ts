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

/** The same with less: nothing, or reading only. */
const lesser = Object.entries(asked)
  .filter(([name]) => name !== always)
  .flatMap(([name, level]) => [
    [name, 'none'] as const,
    ...(level === 'write' ? [[name, 'read'] as const] : []),
  ]);

/** Everything that the App does, from the idea to the release. */
async function play(story: Story): Promise<void> {
  const issue = await startWork(story);
  const legacy = story.github.until(() => story.shop.pulls()[0]?.head.sha, {
    what: 'the change',
    timeoutMs: 30_000,
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
}, 90_000);

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
