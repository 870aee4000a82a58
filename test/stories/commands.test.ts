import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { maySay } from '#cli/docs/may-say.js';
import { formsOf } from '#commands/forms-of.js';
import { isQuestion } from '#commands/is-question.js';
import { type Form, registry } from '#commands/registry.js';
import { roles } from '#process/role.js';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, startWork, toDemo } from './way.js';

/** How each form is typed, so that only who says it and where can be wrong. */
const typed: Readonly<Record<string, string>> = {
  '/estimate <duration> [<amount> <currency>] [— note]': '/estimate 2d 800 EUR',
  '/approve [note]': '/approve',
  '/reject <reason>': '/reject it is not what we need',
  '/scenario <text>': '/scenario It rings',
  '/ready': '/ready',
  '/retry': '/retry',
  '/sandbox redeploy': '/sandbox redeploy',
  '/sandbox stop': '/sandbox stop',
  '/sandbox start': '/sandbox start',
  '/sandbox extend <duration>': '/sandbox extend 3d',
  '/sandbox pin': '/sandbox pin',
  '/sandbox start <commit>': `/sandbox start ${'a'.repeat(40)}`,
  '/backup': '/backup',
  '/rollback [version] [reason]': '/rollback it burns',
  '/hold [why]': '/hold wait',
  '/unhold': '/unhold',
  '/override <gate> <reason>': '/override demo agreed by phone',
  '/priority': '/priority',
  '/followup <text>': '/followup A bow',
  '/release <major|minor|patch>': '/release minor',
  '/cancel <why>': '/cancel no money',
  '/pass <numbers> | all': '/pass all',
  '/fail <number> <reason>': '/fail 1 it is silent',
  '/unreject [@user]': '/unreject',
  '/delegate <role> @user [until <day>]': '/delegate tester @mallory',
  '/undelegate <role> [@user]': '/undelegate tester',
};

const forms = Object.values(registry).flatMap(formsOf);
const commands = forms.filter((form) => !isQuestion(form.asks));
const sayable = (form: Form): string => typed[form.usage] ?? '';

test('every command is tried here', () => {
  expect(commands.map(({ usage }) => usage).sort()).toEqual(Object.keys(typed).sort());
});

describe('the wrong person, the wrong step', () => {
  let story: Story;
  let issue: number;
  let other: number;

  beforeAll(async () => {
    // Olga has every role, so that nothing but the step can be wrong.
    const everything = shopConfig.replace(
      /^roles:.*$/m,
      'roles: { manager: [maria, olga], client: [clara, olga], developer: [dan, olga], tester: [tess, olga], devops: olga }',
    );
    story = await startStory({ config: everything });
    issue = await story.propose('A bell');
    other = await story.propose('A whistle');
  }, 180_000);
  afterAll(() => story.close(), 180_000);

  test.each(commands.map((form, index) => [sayable(form), index] as const))(
    'somebody without a role is refused %s',
    async (text, index) => {
      // Whoever goes on and on about one task is not answered any more.
      const number = index < 15 ? issue : other;
      const card = story.card(number);
      expect(await story.says('mallory', number, text)).toBe('confused');
      expect(story.stage(number)).toBe('discussion');
      expect(story.card(number)).toBe(card);
    },
    180_000,
  );

  test('and was told each reason once, with who can', () => {
    const replies = story.replies(issue);
    expect(replies.length).toBeGreaterThan(3);
    expect(replies.length).toBeLessThan(commands.length);
    expect(new Set(replies.map((reply) => reply.replace(/<!--.*-->/s, ''))).size).toBe(replies.length);
    expect(replies.some((reply) => /only the manager/i.test(reply))).toBe(true);
  });

  const elsewhere = commands.filter(({ asks }) => !roles.some((role) => maySay(asks, role, 'discussion')));

  test.each(elsewhere.map((form) => [sayable(form)] as const))(
    'at step 1 nobody can say %s',
    async (text) => {
      expect(await story.says('olga', issue, text)).toBe('confused');
      expect(story.stage(issue)).toBe('discussion');
    },
    180_000,
  );

  test('and why is said once, by the step where the task stands', async () => {
    const said = (): readonly string[] =>
      story.replies(issue).filter((reply) => reply.includes('not possible at Step 1 · Discussion'));
    await story.github.until(() => said().length > 0, { what: 'the reason' });
    await story.github.settled();
    expect(said()).toHaveLength(1);
  });
});

describe('what is not told elsewhere', () => {
  let story: Story;
  let issue: number;

  beforeAll(async () => {
    story = await startStory();
    issue = await startWork(story);
  }, 180_000);
  afterAll(() => story.close(), 180_000);

  const deployed = (environment: RegExp): number =>
    story.shop
      .deployments()
      .filter(
        (one) => environment.test(one.environment) && one.statuses.some(({ state }) => state === 'success'),
      ).length;
  test('/backup makes one now, and DevOps alone may ask for it', async () => {
    expect(await story.says('dan', issue, '/backup')).toBe('confused');
    expect(await story.says('olga', issue, '/backup')).toBe('+1');
    await story.github.settled();
    expect(story.stage(issue)).toBe('development');
  }, 180_000);

  test('/ready without a pull request is refused with what is missing', async () => {
    expect(await story.says('dan', issue, '/ready')).toBe('confused');
    await story.hears(issue, /pull request/i);
  });

  test('/status and /help are answered to anybody, each by who they are', async () => {
    await story.comment('mallory', issue, '/status');
    await story.hears(issue, /Step 4 · Development/);
    await story.comment('dan', issue, '/help');
    const help = await story.hears(issue, /\/sandbox redeploy/);
    // What he can do at other steps is folded up behind it.
    expect(help.split('<details>')[0]).not.toContain('/approve');
  });

  test('/sandbox redeploy puts there again what it shows', async () => {
    await openChange(story, issue);
    const before = deployed(/^sandbox-/);
    expect(await story.says('tess', issue, '/sandbox redeploy')).toBe('+1');
    await story.github.until(() => deployed(/^sandbox-/) > before, {
      what: 'the deployment',
      timeoutMs: 75_000,
    });
    expect(story.stage(issue)).toBe('testing');
  }, 180_000);

  test('/followup notes what comes next, for the manager and the client, from the demo on', async () => {
    expect(await story.says('clara', issue, '/followup A bow')).toBe('confused');
    await toDemo(story, issue);
    expect(await story.says('tess', issue, '/followup A bow')).toBe('confused');
    expect(await story.says('clara', issue, '/followup A bow')).toBe('+1');
    await story.github.until(() => story.card(issue).includes('A bow'), { what: 'the card' });
  }, 180_000);

  test('/override opens a gate for two different people, manager and DevOps, and the card names both', async () => {
    expect(await story.says('tess', issue, '/override demo late')).toBe('confused');
    expect(await story.says('maria', issue, '/override testing late')).toBe('confused');
    expect(await story.says('maria', issue, '/override demo Clara agreed by phone')).toBe('+1');
    expect(story.stage(issue)).toBe('demo');
    // Once more by the same person is no second person.
    await story.says('maria', issue, '/override demo really');
    expect(story.stage(issue)).toBe('demo');
    expect(await story.says('olga', issue, '/override demo I was on the call')).toBe('+1');
    await story.reaches(issue, 'production-testing');
    expect(story.card(issue)).toMatch(/override by maria: .*\/ olga: I was on the call/);
  }, 180_000);
});
