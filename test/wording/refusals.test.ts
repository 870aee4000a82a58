import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Because, reasonCodes } from '#process/because.js';
import { registry } from '#commands/registry.js';
import { roles } from '#process/role.js';
import { sayRefusal, sayUnknownCommand } from '#wording/say-refusal.js';
import { aTaskSaying } from './a-task-saying.js';
import { dangersIn, markupOf, nastyWords } from './markup.js';
import * as play from './play-story.js';

const settings = play.storySettings;

function refused(because: Because, story: play.Story, word: string | null = 'approve'): string {
  return sayRefusal(because, { task: story.task(), word, settings });
}

describe('a refusal says what did not count, why, and what is possible now', () => {
  test('to somebody without the role', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    const because = story.say('dana', 'Approved', { note: null });
    expect(refused(because, story)).toMatchInlineSnapshot(`
     "**\`/approve\` did not count.** Only the client can do this, and you do not have that role here. It is held by carla.

     Now: **Step 9 · Demo**, waiting for the client. It is up to carla: \`/approve\` or \`/reject what should be different\`."
    `);
  });

  test('to the author of the change', () => {
    const own = play.settingsOf('roles: {client: carla, tester: [dana, tara]}');
    const story = play.beginStory(own);
    play.untilDevelopment(story);
    play.untilTesting(story);
    expect(sayRefusal({ code: 'own_change' }, { task: story.task(), word: 'approve', settings: own })).toBe(
      '**`/approve` did not count.** You wrote this change, and nobody approves their own work here. Somebody else has to.\n\n' +
        'Now: **Step 5 · Testing**, waiting for the tester. It is up to dana and tara: `/pass 1` or `/fail 2 what is wrong`.',
    );
  });

  test('to whoever judged a commit that is no longer the newest', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    const because = { code: 'change_moved', head: play.sha('b'), was: play.sha('a') } as const;
    expect(refused(because, story)).toContain(
      'There is a new commit, `bbbbbbb`; you were looking at `aaaaaaa`.',
    );
  });

  test('while checks are failing, with their names', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    story.see({ checks: { state: 'failing', open: ['build', 'unit tests'] } });
    const because = story.say('dana', 'ReadyDeclared');
    expect(refused(because, story, 'ready')).toContain('are failing (`build`, `unit tests`)');
  });

  test('to a label that was set by hand', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    const because = story.say('max', 'StageLabelSet', { stage: 'demo' });
    const text = sayRefusal(because, { task: story.task(), word: null, settings, asked: 'StageLabelSet' });
    expect(text).toMatch(/^\*\*The label was put back\.\*\* Tasks move from step to step by themselves\./);
    expect(text).toContain('Build it on the branch `task/12-book-a-table-online`');
  });

  test('before there is a task', () => {
    const because = { code: 'role_missing', needed: ['manager'] } as const;
    const text = sayRefusal(because, { task: null, word: null, settings, asked: 'TaskProposed' });
    expect(text).toBe(
      '**The label did not make this a task.** Only the manager can do this, and you do not have that role here. It is held by max.',
    );
  });

  test('when the configuration cannot be used, with the remedy', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    const text = refused({ code: 'config_broken', problem: 'line 3: unknown key' }, story);
    expect(text).toContain('“line 3: unknown key”');
    expect(text).toContain('Correct `.github/greenlight.yml` on the default branch.');
  });
});

test.each(reasonCodes)('%s has words, with and without its facts', (code) => {
  const story = play.beginStory();
  play.untilDevelopment(story);
  const facts: Because = {
    code,
    by: 'max',
    why: 'draft',
    needed: roles,
    stage: 'demo',
    gate: 'testing',
    problem: 'line 3',
    checks: ['build'],
    change: 14,
    operation: 'DeployProduction',
    head: play.sha('b'),
    was: play.sha('a'),
    approved: play.sha('a'),
  };
  for (const because of [{ code }, facts, { code, needed: 'x', stage: 7, checks: {}, operation: 'Sing' }]) {
    const text = refused(because, story);
    expect(text).toMatch(/^\*\*`\/approve` did not count\.\*\* [A-Z].+\.\n\nNow: .+\.$/);
    expect(text).not.toMatch(/undefined|null|NaN|\[object/);
    expect(text.length).toBeLessThan(900);
  }
});

test('every reason why a change is not ready has words of its own', () => {
  const story = play.beginStory();
  play.untilDevelopment(story);
  const said = ['draft', 'failing', 'pending', 'rejected'].map((why) =>
    refused({ code: 'change_not_ready', why, change: 14 }, story, 'ready'),
  );
  expect(new Set(said).size).toBe(4);
});

test('a word that is nearly a command is answered with how the command is written', () => {
  expect(sayUnknownCommand({ word: 'aprove', nearest: 'approve', usage: null })).toBe(
    'There is no `/aprove`. Did you mean `/approve [note]`? Please write it in a new comment: what is edited later is not read.',
  );
  for (const nearest of Object.keys(registry))
    expect(sayUnknownCommand({ word: 'x', nearest, usage: null })).toContain(registry[nearest]?.usage);
});

test('a command whose words are missing is answered with how it is written', () => {
  expect(sayUnknownCommand({ word: 'reject', nearest: null, usage: '/reject <reason>' })).toBe(
    '`/reject` was not understood. It is written like this: `/reject <reason>`. Please write it in a new comment: what is edited later is not read.',
  );
});

test('whatever people type, a refusal has no structure and calls nobody', () => {
  fc.assert(
    fc.property(nastyWords, fc.constantFrom(...reasonCodes), (typed, code) => {
      const because = {
        code,
        by: typed,
        why: typed,
        problem: typed,
        checks: [typed],
        head: typed,
        was: typed,
      };
      const text = sayRefusal(because, { task: aTaskSaying(typed, 'testing'), word: typed, settings });
      expect(markupOf(text)).toEqual({ headings: 0, tags: [], comments: [], links: [], fences: 0 });
      expect(dangersIn(text)).toEqual([]);
    }),
  );
});
