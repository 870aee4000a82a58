import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isQuestion } from '#commands/is-question.js';
import { registry } from '#commands/registry.js';
import { isGate } from '#process/gate.js';
import { type Role, roles } from '#process/role.js';
import { stages } from '#process/stage.js';
import { renderHelp } from '#wording/render-help.js';
import { renderStatus } from '#wording/render-status.js';
import { aTaskSaying } from './a-task-saying.js';
import { dangersIn, markupOf, nastyWords } from './markup.js';
import * as play from './play-story.js';

const settings = play.storySettings;

/** The commands that the help offers now, by their words. */
function offered(story: play.Story, ...held: readonly Role[]): readonly string[] {
  const [now = ''] = renderHelp({ task: story.task(), roles: held, settings }).split('<details>');
  return [...now.matchAll(/^- `\/(\w+)/gm)].map(([, word = '']) => word);
}

describe('the help', () => {
  test('offers the client at the demo what the client can do there', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    expect(offered(story, 'client')).toEqual([
      'approve',
      'reject',
      'scenario',
      'followup',
      'status',
      'explain',
      'help',
    ]);
    expect(offered(story, 'tester')).toEqual(['scenario', 'sandbox', 'status', 'explain', 'help']);
  });

  test('offers a developer /ready, and a manager on hold only what is possible then', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    expect(offered(story, 'developer')).not.toContain('ready');
    play.untilTesting(story);
    story.say('tara', 'Rejected', { reason: 'no' });
    expect(offered(story, 'developer')).toContain('ready');
    story.say('max', 'HoldPlaced', { why: null });
    expect(offered(story, 'manager')).toEqual([
      'scenario',
      'unhold',
      'release',
      'cancel',
      'status',
      'explain',
      'help',
      'delegate',
    ]);
  });

  const begun = (story: play.Story): unknown => story.say('max', 'TaskProposed');
  const estimated = (story: play.Story): void => {
    begun(story);
    story.say('max', 'EstimateGiven', { duration: '3d', cost: null, note: null });
  };
  const demonstrated = (story: play.Story): void => {
    play.untilDevelopment(story);
    play.untilDemo(story);
  };
  const live = (story: play.Story): void => {
    demonstrated(story);
    play.untilProduction(story);
  };
  const failed = (story: play.Story): void => {
    play.untilSandbox(story);
    play.fail(story, 'ProvisionSandbox', 'no space left');
  };
  const held = (story: play.Story): void => {
    demonstrated(story);
    story.say('max', 'HoldPlaced', { why: null });
  };

  test.each([
    ['before an estimate', begun],
    ['with an estimate', estimated],
    ['while the sandbox is made', play.untilSandbox],
    ['when an operation failed', failed],
    ['in development', play.untilDevelopment],
    ['at the demo', demonstrated],
    ['on hold', held],
    ['in production', live],
  ])('%s offers exactly what would come to something', (_when, tell) => {
    for (const [person, role] of Object.entries(play.cast)) {
      const story = play.beginStory();
      tell(story);
      const now = offered(story, role);
      for (const [word, { asks }] of Object.entries(registry)) {
        if (isQuestion(asks)) continue;
        const again = play.beginStory();
        tell(again);
        const { version, stage } = again.task();
        const gate = isGate(stage) ? stage : 'demo';
        const { code } = again.say(person, asks, { ...words, gate });
        const came = again.task().version > version ? 'offered' : code;
        expect([role, word, now.includes(word) ? 'offered' : code]).toEqual([role, word, came]);
      }
    }
  });

  /** Words that are enough for any command. */
  const words = {
    duration: '1d',
    reason: 'x',
    text: 'x',
    numbers: 'all',
    number: 1,
    role: 'tester',
    to: 'x',
    until: null,
    of: null,
  } as const;

  test('of somebody without a role says so, and offers the questions', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    expect(offered(story)).toEqual(['status', 'explain', 'help']);
    expect(renderHelp({ task: story.task(), roles: [] })).toMatch(/^You have no role in this repository/);
  });

  test('has words for every role at every stage, also without the settings', () => {
    for (const stage of stages)
      for (const role of roles) {
        const text = renderHelp({ task: aTaskSaying('x', stage), roles: [role] });
        expect(text).toContain('- `/help`');
        expect(text).not.toMatch(/undefined|null/);
      }
  });
});

describe('the status', () => {
  test('says where the task stands, whose turn it is, and where to look', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    expect(renderStatus({ task: story.task(), settings })).toMatchInlineSnapshot(`
     "### Step 5 · Testing

     Since 2 Mar 2026, 15:12 UTC

     **Next: the tester (tara).** Try the change in the sandbox, scenario by scenario. Then answer in a comment here or on the pull request, or with a review there.

     - Not judged yet: 1 and 2.

     - \`/pass 1\` — scenario 1 works; several: \`/pass 1,3\`, all that are not judged yet: \`/pass all\`
     - \`/fail 2 what is wrong\` — scenario 2 does not work
     - \`/approve\` — yes: it works, and is joined with the live project next
     - \`/reject what is wrong\` — no: the developer gets it back with your words

     [Sandbox](https://sandbox-12.shop.example) · [Production](https://shop.example) · Pull request #14"
    `);
  });

  test('says what is in the way', () => {
    const story = play.beginStory();
    play.untilSandbox(story);
    play.fail(story, 'ProvisionSandbox', 'no space left', 'https://log.example');
    const text = renderStatus({ task: story.task(), settings });
    expect(text).toContain(
      '**The sandbox could not be made:** no space left ([Log of what failed](https://log.example))',
    );
    expect(renderStatus({ task: story.task(), settings, problem: 'line 3' })).toContain('line 3');
  });

  test('has no other structure, and calls nobody, whatever people type', () => {
    const render = (text: string): string => renderStatus({ task: aTaskSaying(text, 'testing'), settings });
    const expected = markupOf(render('words'));
    fc.assert(
      fc.property(nastyWords, (typed) => {
        expect(markupOf(render(typed))).toEqual(expected);
        expect(dangersIn(render(typed))).toEqual([]);
      }),
    );
  });
});
