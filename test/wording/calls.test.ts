import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Gate } from '#process/gate.js';
import { operationKinds } from '#process/operation-kind.js';
import type { Call } from '#process/operation.js';
import { stages } from '#process/stage.js';
import type { Task } from '#process/task.js';
import { sayCall } from '#wording/say-call.js';
import { speak } from '#wording/speak.js';
import { aTaskSaying } from './a-task-saying.js';
import { dangersIn, markupOf, nastyWords } from './markup.js';
import * as play from './play-story.js';

const links = {
  sandbox: 'https://sandbox-12.shop.example',
  production: 'https://shop.example',
  change: null,
  log: null,
};

/** A record, so that a new call is a type error here until it is tested. */
const everyCall: Readonly<Record<Call, true>> = {
  estimate: true,
  plan: true,
  test: true,
  conflict: true,
  demo: true,
  'production-test': true,
  'rolled-back': true,
  'final-demo': true,
  failed: true,
  merge: true,
  'merged-outside': true,
  reminder: true,
  expired: true,
  rework: true,
  develop: true,
  'sandbox-ending': true,
};
const calls = Object.keys(everyCall) as Call[];

function call(which: Call, task: Task, mentions: readonly string[] = [], log: string | null = null): string {
  return sayCall(which, { task, settings: play.storySettings, links: { ...links, log }, mentions });
}

function atDemo(): play.Story {
  const story = play.beginStory();
  play.untilDevelopment(story);
  play.untilDemo(story);
  return story;
}

describe('the client', () => {
  test('is called to the first demo with everything that is needed to decide', () => {
    expect(call('demo', atDemo().task(), ['@carla'])).toMatchInlineSnapshot(`
     "@carla

     ### Your demo is ready

     “Book a table online” is ready for you to try.

     **[Open the demo](https://sandbox-12.shop.example)**

     Try whatever you like: the demo is a copy, and the live version does not change.

     **This was tested, by tara**

     1. A guest books a table for two
     2. A full evening cannot be booked

     **This was agreed**

     > **3 days, 1200 EUR** (agreed by carla, 2 Mar 2026, 12:12 UTC)
     > without payment online

     **Your answer: write one of these as a comment below**

     - \`/approve\` — yes: it may go live
     - \`/reject what should be different\` — no: it is changed, and you get another demo

     After your yes it goes live and is tested there, and you take a last look. Until then the live version stays as it is."
    `);
  });

  test('is reminded at the next demo of what was asked for', () => {
    const story = atDemo();
    story.say('carla', 'Rejected', { reason: 'I want to choose the hour.' });
    story.say('max', 'Approved', { note: null });
    play.untilDemo(story, play.sha('b'));
    expect(call('demo', story.task())).toContain(
      '**You asked for this, and it was changed**\n\n> I want to choose the hour.',
    );
  });

  test('is reminded also when a tester sent something back since, if that is handed in', () => {
    const text = sayCall('demo', {
      task: atDemo().task(),
      settings: play.storySettings,
      links,
      mentions: [],
      asked: { gate: 'demo', by: 'carla', at: 0, reason: 'I want to choose the hour.', round: 1, head: null },
    });
    expect(text).toContain('> I want to choose the hour.');
  });

  test('is not shown what testers and Greenlight had sent back before', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    story.say('tara', 'Rejected', { reason: 'A typing error.' });
    play.untilDemo(story, play.sha('b'));
    expect(call('demo', story.task())).not.toContain('A typing error');
  });

  test('is not told that it was tested when the test was overridden', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    const override = (gate: Gate): void => {
      story.say('max', 'GateOverridden', { gate, reason: 'Tara is ill' });
      story.say('olga', 'GateOverridden', { gate, reason: 'I tried it' });
    };
    override('testing');
    story.done('ChangeIntegrated', { product: play.product(play.sha('a')), url: 'https://s' });
    override('integration-testing');
    expect(story.task().approvals.map(({ gate }) => gate)).toContain('integration-testing');
    expect(call('demo', story.task())).toContain('**This is what it has to do**');
    expect(call('demo', story.task())).not.toContain('was tested, by');
  });

  test('gets the estimate with its note, and is asked to agree', () => {
    const story = play.beginStory();
    story.say('max', 'TaskProposed');
    const cost = { amount: '1200', currency: 'EUR' };
    story.say('max', 'EstimateGiven', { duration: '1 Week', cost, note: 'without payment' });
    const text = call('estimate', story.task(), ['@carla']);
    expect(text).toMatch(/^@carla\n\n### Here is the estimate\n/);
    expect(text).toContain('> **1 week, 1200 EUR**\n> without payment');
    expect(text).toContain('- `/approve` — yes: agreed');
    expect(text).toContain('- `/reject what should be different` — no:');
  });

  test('takes a last look with what is noted for later, and is asked for feedback', () => {
    const story = atDemo();
    play.untilProduction(story);
    play.tests(story);
    story.say('carla', 'FollowupAdded', { text: 'A reminder the day before' });
    const text = call('final-demo', story.task());
    expect(text).toContain('[Open the live version](https://shop.example)');
    expect(text).toContain('- A reminder the day before (carla)');
    expect(text).toContain('How do you like it?');
    expect(text).toContain('`/followup what should come next`');
  });
});

describe('the tester', () => {
  test('gets the sandbox, the commit, the scenarios, and what was wrong last time', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    story.say('tara', 'Rejected', { reason: 'A full evening can be booked.' });
    play.untilTesting(story, play.sha('b'));
    expect(call('test', story.task(), ['@tara'])).toMatchInlineSnapshot(`
     "@tara

     ### Please test

     “Book a table online”, pull request #14, commit \`bbbbbbb\`

     **[Open the sandbox](https://sandbox-12.shop.example)**

     **Last sent back at Step 5 · Testing by tara (round 1, \`aaaaaaa\`)**

     > A full evening can be booked.

     **Test scenarios**

     1. A guest books a table for two — not tried yet
     2. A full evening cannot be booked — not tried yet

     Try the change in the sandbox, scenario by scenario. Then answer in a comment here or on the pull request, or with a review there.

     - \`/pass 1\` — scenario 1 works; several: \`/pass 1,3\`, all that are not judged yet: \`/pass all\`
     - \`/fail 2 what is wrong\` — scenario 2 does not work
     - \`/approve\` — yes: it works, and is joined with the live project next
     - \`/reject what is wrong\` — no: the developer gets it back with your words"
    `);
  });

  test('is told in step 7 that it is joined with what is live', () => {
    const task = { ...atDemo().task(), stage: 'integration-testing' as const };
    expect(call('test', task)).toContain('### Please test once more, together with what is live');
  });

  test('tests in production, and knows how long Greenlight watches', () => {
    const story = atDemo();
    play.untilProduction(story);
    const text = call('production-test', story.task());
    expect(text).toContain('[Open production](https://shop.example)');
    expect(text).toContain('checks production for 10 min');
    expect(text).toContain('`/reject what is wrong` — no: production is put back as it was');
  });
});

describe('the developer', () => {
  const refused = (why: 'conflict' | 'unhealthy', detail: string): Task => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    play.tests(story);
    story.done('IntegrationRefused', { why, detail, log: null });
    return story.task();
  };

  test('is told of a conflict what to merge into what', () => {
    const text = call('conflict', refused('conflict', 'conflict'), ['@dana']);
    expect(text).toContain('### The change conflicts with what is live');
    expect(text).toContain('Merge `main` into `task/12-book-a-table-online`');
  });

  test('is told what the sandbox answered when the joined product does not run', () => {
    const text = call('conflict', refused('unhealthy', '/: / answered 500 instead of 200'));
    expect(text).toContain('### The change does not run together with what is live');
    expect(text).toContain('> \\/: / answered 500 instead of 200');
  });

  test('is told apart: the change alone does not run', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    story.see({});
    story.done('SandboxUnhealthy', { detail: 'no answer', log: null });
    expect(call('conflict', story.task())).toContain(
      '### The change does not run in the sandbox\n\n> no answer',
    );
  });

  test('learns after a rollback why, what became of the data, and what to do', () => {
    const story = atDemo();
    play.untilProduction(story);
    story.say('tara', 'Rejected', { reason: 'The prices are gone.' });
    story.done('ProductionRestored', { url: 'https://shop.example' });
    expect(call('rolled-back', story.task(), ['@olga', '@dana'])).toMatchInlineSnapshot(`
     "@olga @dana

     ### Production is back as it was

     **Asked by tara, at Step 9.2.2 · Production testing**

     > The prices are gone.

     Code and data are those of the backup that was taken right before the deployment. What people entered in production after it is not in there.

     [Open production](https://shop.example)

     **Next: the developer (dana).** The newest commit of #14 was sent back. Push a new one; it goes to the tester when its checks are green.

     - \`/ready\` — nothing has to be changed: the same commit goes to the tester again"
    `);
  });
});

test('after a rollback that the client asked for, the plan is next', () => {
  const story = atDemo();
  play.untilProduction(story);
  play.tests(story);
  story.say('carla', 'Rejected', { reason: 'The colours are wrong.' });
  story.done('ProductionRestored', { url: 'https://shop.example' });
  const text = call('rolled-back', story.task());
  expect(text).toContain('**Asked by carla, at Step 9.2.4 · Final demo**\n\n> The colours are wrong.');
  expect(text).toContain('**Next: the manager (max).** Plan what has to be different');
});

test('when a rollback fails, whoever is called reads first that production may be down', () => {
  const story = atDemo();
  play.untilTouched(story);
  story.done('ProductionUnhealthy', { detail: '/ answered 500', log: null });
  play.fail(story, 'RestoreProduction', 'the restore script did not end within 900 s');
  const text = call('failed', story.task(), ['@olga', '@max'], 'https://greenlight.example/logs/a01');
  expect(text).toMatchInlineSnapshot(`
   "@olga @max

   ### Production could not be put back as it was

   The task stands at **Step 9.2.3 · Rollback**:

   > the restore script did not end within 900 s

   **Look at production now:** it may not be working. The backup is still stored, and nothing else goes live meanwhile.

   [Production](https://shop.example)

   Put right what went wrong, then:

   - \`/retry\` — tries it again"
  `);
});

test.each(operationKinds)(
  'a failed %s has words for what it was, what it means and how to try again',
  (kind) => {
    const { doing, failed, meaning } = speak().operations[kind];
    expect(doing).toMatch(/^is \S/);
    expect(failed).toMatch(/^[A-Z]/);
    expect([meaning(true), meaning(false)].every((said) => said.endsWith('.'))).toBe(true);
    const failure = { operation: kind, why: 'no space left', at: 0, log: null };
    const text = call('failed', { ...atDemo().task(), failure });
    expect(text).toContain(failed);
    expect(text).toContain('> no space left');
    expect(text).toContain(`- \`/${kind === 'BackUpProduction' ? 'backup' : 'retry'}\` — tries it again`);
  },
);

test.each(calls)('the call “%s” has words at every stage, also when there is nothing to link to', (which) => {
  for (const stage of stages) {
    const story = play.beginStory();
    play.untilSandbox(story);
    const nowhere = { sandbox: null, production: null, change: null, log: null };
    const text = sayCall(which, {
      task: { ...story.task(), stage },
      settings: play.storySettings,
      links: nowhere,
      mentions: [],
    });
    expect(text).toMatch(/^### \S/);
    expect(text).not.toMatch(/undefined|null|NaN|\[object|\n\n\n/);
  }
});

test('only people and teams are mentioned, and no more than GitHub notifies', () => {
  const crowd = Array.from({ length: 90 }, (_, index) => `@user-${index}`);
  const text = call('demo', atDemo().task(), ['@carla', '@shop/clients', '@a b', '# x', ...crowd]);
  const [first = ''] = text.split('\n');
  expect(first).toMatch(/^@carla @shop\/clients @user-0 /);
  expect(first.split(' ')).toHaveLength(40);
});

test.each(calls)(
  'whatever people type, the call “%s” has no other structure, calls nobody else, and is short enough',
  (which) => {
    const expected = markupOf(call(which, aTaskSaying('words', 'demo')));
    fc.assert(
      fc.property(nastyWords, (typed) => {
        const text = call(which, aTaskSaying(typed, 'demo'), ['@carla']);
        expect(markupOf(text)).toEqual(expected);
        expect(dangersIn(text)).toEqual(['@carla']);
      }),
      { numRuns: 60 },
    );
    expect(call(which, aTaskSaying('<'.repeat(9_000), 'demo', 400)).length).toBeLessThan(60_000);
  },
);

test('what failed beside the step is said as it is handed in; when nothing is known of it any more, that is said', () => {
  const story = atDemo();
  const failure = { operation: 'BackUpProduction', why: 'no space left', at: 0, log: null } as const;
  const settings = play.storySettings;
  const text = sayCall('failed', { task: story.task(), settings, links, mentions: [], failure });
  expect(text).toContain('### The backup of production could not be made');
  expect(call('failed', story.task())).toContain('### Something failed beside the step');
});
