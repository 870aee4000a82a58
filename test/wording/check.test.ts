import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { reasonCodes } from '#process/because.js';
import { type CheckVerdict, decideCheck } from '#process/decide-check.js';
import { stages } from '#process/stage.js';
import type { Task } from '#process/task.js';
import { renderCheck } from '#wording/render-check.js';
import { aTaskSaying } from './a-task-saying.js';
import { dangersIn, markupOf, nastyWords } from './markup.js';
import * as play from './play-story.js';

function checkOf(task: Task, over: { problem?: string; head?: string } = {}) {
  const { problem = null, head = task.change?.head ?? '' } = over;
  const verdict = decideCheck(task, { configProblem: problem, head });
  return { state: verdict.state, ...renderCheck({ task, verdict }) };
}

function inTesting(): play.Story {
  const story = play.beginStory();
  play.untilDevelopment(story);
  play.untilTesting(story);
  return story;
}

describe('the check says why it is not green and who does what next', () => {
  test('of a pull request without a task', () => {
    const verdict = decideCheck(null, { configProblem: null, head: play.sha('a') });
    const { title, summary } = renderCheck({ task: null, verdict });
    expect(title).toBe('This pull request belongs to no task');
    expect(summary).toContain('write `Closes #12`');
    expect(summary).toContain('**The manager** makes it one');
  });

  test('of a change that is being tested', () => {
    expect(checkOf(inTesting().task())).toMatchInlineSnapshot(`
     {
       "state": "waiting",
       "summary": "**Why it is not green:** Not every step before the merge is passed yet.

     **Next: the tester.** Try the change in the sandbox, scenario by scenario. Then answer in a comment here or on the pull request, or with a review there.

     - \`/pass 1\` — scenario 1 works; several: \`/pass 1,3\`, all that are not judged yet: \`/pass all\`
     - \`/fail 2 what is wrong\` — scenario 2 does not work
     - \`/approve\` — yes: it works, and is joined with the live project next
     - \`/reject what is wrong\` — no: the developer gets it back with your words

     [Sandbox](https://sandbox-12.shop.example) · Pull request #14

     A new push takes it back to step 4: what was approved counts for one commit only.

     **Approved in this round**

     - Step 2 · Planning: max (manager)

     The whole picture is on the card in #12.",
       "title": "Step 5 · Testing: waiting for the tester",
     }
    `);
  });

  test('of a change that was sent back, in the words of whoever did', () => {
    const story = inTesting();
    story.say('tara', 'Rejected', { reason: 'The date is missing.' });
    const { state, title, summary } = checkOf(story.task());
    expect({ state, title }).toEqual({ state: 'blocked', title: 'Sent back: a new commit is needed' });
    expect(summary).toContain('by tara (round 1, `aaaaaaa`)**\n\n> The date is missing.');
    expect(summary).toContain('**Next: the developer.**');
    expect(summary).toContain('`/ready`');
  });

  test('of a task on hold', () => {
    const story = inTesting();
    story.say('max', 'HoldPlaced', { why: 'Wait for the legal text' });
    const { title, summary } = checkOf(story.task());
    expect(title).toBe('On hold');
    expect(summary).toContain('placed by max: “Wait for the legal text”.');
    expect(summary).toContain('`/unhold`');
  });

  test('of a task whose operation failed, with the log', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    story.see({ head: play.sha('a') });
    play.fail(story, 'DeploySandbox', 'no space left', 'https://log.example');
    const { title, summary } = checkOf(story.task());
    expect(title).toBe('Step 5 · Testing: the change could not be put into the sandbox');
    expect(summary).toContain('The change could not be put into the sandbox: “no space left”.');
    expect(summary).toContain('(https://log.example)');
    expect(summary).toContain('`/retry`');
  });

  test('when the configuration cannot be used', () => {
    const { title, summary } = checkOf(inTesting().task(), { problem: 'line 3: unknown key' });
    expect(title).toBe('Step 5 · Testing: the configuration cannot be used');
    expect(summary).toContain('“line 3: unknown key”');
    expect(summary).toContain('**Next: DevOps.** Correct `.github/greenlight.yml`');
  });

  test('when another commit was approved', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    const { title, summary } = checkOf(story.task(), { head: play.sha('f') });
    expect(title).toBe('Another commit was approved, not this one');
    expect(summary).toContain('makes `aaaaaaa` the newest commit of #14 again');
  });

  test('of a cancelled task', () => {
    const story = inTesting();
    story.say('max', 'TaskCancelled', { why: 'No longer wanted' });
    expect(checkOf(story.task())).toMatchObject({ state: 'blocked', title: 'The task was cancelled' });
    expect(checkOf(story.task()).summary).toContain('reopens the issue');
  });
});

test('a green check says that exactly this commit is approved, and by whom', () => {
  const story = play.beginStory();
  play.untilDevelopment(story);
  play.untilDemo(story);
  const verdict: CheckVerdict = { state: 'green', because: { code: 'gate_passed' } };
  const { title, summary } = renderCheck({ task: story.task(), verdict });
  expect(title).toBe('Approved by everybody who was asked');
  expect(summary).toContain('Step 5 · Testing: tara (tester), on `aaaaaaa`');
});

test('with the settings at hand the check names people', () => {
  const task = inTesting().task();
  const verdict = decideCheck(task, { configProblem: null, head: task.change?.head ?? '' });
  expect(renderCheck({ task, verdict, settings: play.storySettings }).summary).toContain(
    '**Next: the tester (tara).**',
  );
});

test.each(reasonCodes)('a check has words for %s at every stage', (code) => {
  for (const stage of stages) {
    const because = {
      code,
      by: 'max',
      why: 'w',
      problem: 'p',
      approved: play.sha('a'),
      operation: 'ReleaseChange',
    };
    const { title, summary } = renderCheck({
      task: aTaskSaying('x', stage),
      verdict: { state: 'blocked', because },
    });
    expect(title).toMatch(/^.{5,120}$/);
    expect(summary).toContain('The whole picture is on the card in #12.');
  }
});

test('all the way through production the check reads the same, so that it is put once', () => {
  const verdict = { state: 'waiting', because: { code: 'shipping' } } as const;
  const shipping = ['production-testing', 'final-demo', 'teardown', 'release'] as const;
  const texts = shipping.map((stage) => renderCheck({ task: aTaskSaying('x', stage), verdict }));
  expect(new Set(texts.map((text) => JSON.stringify(text))).size).toBe(1);
  expect(texts[0]?.summary).toContain('Nobody has anything to do here');
});

test('the check stays below GitHub’s limit, whatever is in the task', () => {
  const task = aTaskSaying('<'.repeat(9_000), 'testing', 300);
  for (const code of ['rejected', 'gates_open', 'operation_failed', 'on_hold'] as const) {
    const because = { code, why: '<'.repeat(9_000) };
    expect(renderCheck({ task, verdict: { state: 'blocked', because } }).summary.length).toBeLessThan(60_000);
  }
});

test('whatever people type, the check has no other structure and calls nobody', () => {
  const render = (text: string) => {
    const task = aTaskSaying(text, 'testing');
    const because = { code: 'rejected', by: text, why: text, problem: text } as const;
    return renderCheck({ task, verdict: { state: 'blocked', because } });
  };
  const expected = markupOf(render('words').summary);
  fc.assert(
    fc.property(nastyWords, (typed) => {
      const { title, summary } = render(typed);
      expect(markupOf(summary)).toEqual(expected);
      expect([...dangersIn(summary), ...dangersIn(title)]).toEqual([]);
    }),
  );
});
