import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Settings } from '#config/settings.js';
import { cardMarker } from '#engine/say/card-of.js';
import { type Stage, stages } from '#process/stage.js';
import { stageTable } from '#process/stages.js';
import type { Task } from '#process/task.js';
import type { Links, Queue } from '#wording/about.js';
import { renderCard } from '#wording/render-card.js';
import { aTaskSaying } from './a-task-saying.js';
import { dangersIn, markupOf, nastyWords } from './markup.js';
import * as play from './play-story.js';

const links: Links = {
  sandbox: 'https://sandbox-12.shop.example',
  production: 'https://shop.example',
  change: 'https://github.com/northwind/shop/pull/14',
  log: null,
};

function card(
  task: Task,
  over: { settings?: Settings; problem?: string; queue?: Queue; links?: Links } = {},
): string {
  return renderCard({ task, settings: play.storySettings, problem: null, queue: null, links, ...over });
}

describe('the card', () => {
  test('of a new task in a repository without a configuration says how to name the client', () => {
    const settings = play.settingsOf('{}');
    const story = play.beginStory(settings);
    story.say('max', 'TaskProposed');
    const none = { sandbox: null, production: null, change: null, log: null };
    expect(card(story.task(), { settings, links: none })).toMatchInlineSnapshot(`
     "<!-- greenlight:card -->

     ### Step 1 · Discussion

     Since 2 Mar 2026, 10:12 UTC

     > [!IMPORTANT]
     > **Nobody is named as the client**, so nobody can agree to the estimate or approve the demo.
     > Name one in \`.github/greenlight.yml\` on the default branch; the other roles have defaults (see “Who has which role” below):
     >
     > \`\`\`yaml
     > roles:
     >   client: their-github-name # or: none
     > \`\`\`

     **Next: the manager (everyone with maintain access).** Say how long it takes and, if you like, what it costs. Planning begins when that is agreed.

     - \`/estimate 3d 1200 EUR — what is included\` — time, cost and a note

     **Steps**

     - **Now:** 1 Discussion
     - **Ahead:** 2 Planning, 3 Sandbox, 4 Development, 5 Testing, 6 Integration, 7 Integration testing, 8 Backup, 9 Demo, 9.2.1 Deployment, 9.2.2 Production testing, 9.2.4 Final demo, 10 Teardown, 11 Release

     **Test scenarios**

     1. A guest books a table for two
     2. A full evening cannot be booked

     <details><summary>Who has which role</summary>

     - Manager: everyone with maintain access
     - Client: nobody yet
     - Developer: everyone with write access
     - Tester: everyone with triage access
     - DevOps: everyone with admin access

     Roles are set in \`.github/greenlight.yml\` on the default branch.

     </details>

     \`/status\` in a comment tells where this stands, \`/help\` what you can do."
    `);
  });

  test('of work that a tester sent back gives the developer the tester’s words first', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    story.say('tara', 'Rejected', { reason: 'A full evening can still be booked:\nopen 24 December @dana' });
    expect(card(story.task())).toMatchInlineSnapshot(`
     "<!-- greenlight:card -->

     ### Step 4 · Development

     Since 2 Mar 2026, 17:12 UTC

     **Next: the developer (dana).** The newest commit of #14 was sent back. Push a new one; it goes to the tester when its checks are green.

     - \`/ready\` — nothing has to be changed: the same commit goes to the tester again

     **Last sent back at Step 5 · Testing by tara (round 1, \`aaaaaaa\`)**

     > A full evening can still be booked:
     > open 24 December @​dana

     [Sandbox](https://sandbox-12.shop.example) · [Production](https://shop.example) · [Pull request #14](https://github.com/northwind/shop/pull/14)

     **Steps**

     - **Done:** 1 Discussion, 2 Planning, 3 Sandbox
     - **Now:** 4 Development
     - **Ahead:** 5 Testing, 6 Integration, 7 Integration testing, 8 Backup, 9 Demo, 9.2.1 Deployment, 9.2.2 Production testing, 9.2.4 Final demo, 10 Teardown, 11 Release

     **Estimate:** 3 days, 1200 EUR, by max, agreed by carla, 2 Mar 2026, 12:12 UTC
     > without payment online

     **Test scenarios**

     1. A guest books a table for two
     2. A full evening cannot be booked

     **Approved in this round**

     - Step 2 · Planning: max (manager)

     <details><summary>Who has which role</summary>

     - Manager: max
     - Client: carla
     - Developer: dana and dmitri
     - Tester: tara
     - DevOps: olga

     Roles are set in \`.github/greenlight.yml\` on the default branch.

     </details>

     \`/status\` in a comment tells where this stands, \`/help\` what you can do."
    `);
  });

  test('of the second demo says what the client can answer, and who approved what on which commit', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    story.say('carla', 'Rejected', { reason: 'I want to choose the hour, not only the day.' });
    story.say('max', 'Approved', { note: null });
    play.untilDemo(story, play.sha('b'));
    story.say('carla', 'FollowupAdded', { text: 'A reminder the day before' });
    expect(card(story.task())).toMatchInlineSnapshot(`
     "<!-- greenlight:card -->

     ### Step 9 · Demo, round 2

     Since 3 Mar 2026, 08:12 UTC

     **Next: the client (carla).** Open the demo and try it. It goes live only after your yes.

     - \`/approve\` — yes: it may go live
     - \`/reject what should be different\` — no: it is changed, and you get another demo

     [Open the demo](https://sandbox-12.shop.example) · [Production](https://shop.example) · [Pull request #14](https://github.com/northwind/shop/pull/14)

     **Steps**

     - **Done:** 1 Discussion, 2 Planning, 3 Sandbox, 4 Development, 5 Testing, 6 Integration, 7 Integration testing, 8 Backup
     - **Now:** 9 Demo
     - **Ahead:** 9.2.1 Deployment, 9.2.2 Production testing, 9.2.4 Final demo, 10 Teardown, 11 Release

     **Estimate:** 3 days, 1200 EUR, by max, agreed by carla, 2 Mar 2026, 12:12 UTC
     > without payment online

     **Test scenarios**

     1. A guest books a table for two — works (tara)
     2. A full evening cannot be booked — works (tara)

     **Approved in this round**

     - Step 2 · Planning: max (manager)
     - Step 5 · Testing: tara (tester), on \`bbbbbbb\` — “both scenarios work”
     - Step 7 · Integration testing: tara (tester), on \`bbbbbbb\`

     **Noted for later**

     - A reminder the day before (carla)

     <details><summary>When it was last sent back</summary>

     **Last sent back at Step 9 · Demo by carla (round 1, \`aaaaaaa\`)**

     > I want to choose the hour, not only the day.

     </details>

     <details><summary>Who has which role</summary>

     - Manager: max
     - Client: carla
     - Developer: dana and dmitri
     - Tester: tara
     - DevOps: olga

     Roles are set in \`.github/greenlight.yml\` on the default branch.

     </details>

     \`/status\` in a comment tells where this stands, \`/help\` what you can do."
    `);
  });

  test('of a rollback that failed begins with what to look at now', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    play.untilTouched(story);
    story.done('ProductionUnhealthy', { detail: 'start page: / answered 500 instead of 200', log: null });
    const log = 'https://greenlight.example/logs/a01';
    play.fail(story, 'RestoreProduction', 'the restore script did not end within 900 s', log);
    expect(card(story.task(), { links: { ...links, log } })).toMatchInlineSnapshot(`
     "<!-- greenlight:card -->

     ### Step 9.2.3 · Rollback

     Since 3 Mar 2026, 02:12 UTC

     > [!CAUTION]
     > **Production could not be put back as it was:** the restore script did not end within 900 s ([Log of what failed](https://greenlight.example/logs/a01))
     > **Look at production now:** it may not be working. The backup is still stored, and nothing else goes live meanwhile.

     **Next: DevOps or the manager (olga, max).** Put right what went wrong, then:

     - \`/retry\` — tries it again

     [Sandbox](https://sandbox-12.shop.example) · [Production](https://shop.example) · [Pull request #14](https://github.com/northwind/shop/pull/14)

     **Steps**

     - **Now:** 9.2.3 Rollback

     **Estimate:** 3 days, 1200 EUR, by max, agreed by carla, 2 Mar 2026, 12:12 UTC
     > without payment online

     **Test scenarios**

     1. A guest books a table for two — works (tara)
     2. A full evening cannot be booked — works (tara)

     **Approved in this round**

     - Step 2 · Planning: max (manager)
     - Step 5 · Testing: tara (tester), on \`aaaaaaa\` — “both scenarios work”
     - Step 7 · Integration testing: tara (tester), on \`aaaaaaa\`
     - Step 9 · Demo: carla (client), on \`aaaaaaa\` — “Just what we wanted”

     <details><summary>When it was last sent back</summary>

     **Last sent back at Step 9.2.1 · Deployment by Greenlight (round 1, \`aaaaaaa\`)**

     > start page: / answered 500 instead of 200

     </details>

     <details><summary>Who has which role</summary>

     - Manager: max
     - Client: carla
     - Developer: dana and dmitri
     - Tester: tara
     - DevOps: olga

     Roles are set in \`.github/greenlight.yml\` on the default branch.

     </details>

     \`/status\` in a comment tells where this stands, \`/help\` what you can do."
    `);
  });

  test.each(stages)('at %s carries its marker, names the step, and says what is next', (stage) => {
    const story = play.beginStory();
    play.untilSandbox(story);
    const text = card({ ...story.task(), stage });
    expect(text.startsWith(cardMarker)).toBe(true);
    const { step, title } = stageTable[stage];
    const heading = stage === 'released' || stage === 'cancelled' ? title : `Step ${step} · ${title}`;
    expect(text).toContain(`\n### ${heading}\n`);
    expect(text).toMatch(/\*\*Next/);
  });

  test('of a released task links to the release, and asks nobody for anything', () => {
    const story = play.beginStory();
    play.untilSandbox(story);
    const release = { tag: 'v1.3.0', sha: play.sha('9'), url: 'https://release.example' };
    const text = card({ ...story.task(), stage: 'released', release });
    expect(text).toContain('**Released: [v1.3.0](https://release.example).**');
    expect(text).not.toContain('**Next');
    expect(text).not.toContain('**Ahead');
  });

  test('says what is in the way before whose turn it is, the gravest first', () => {
    const story = play.beginStory();
    play.untilSandbox(story);
    play.fail(story, 'ProvisionSandbox', 'no space left');
    story.say('max', 'HoldPlaced', { why: 'Wait for the legal text' });
    const text = card(story.task(), { problem: 'line 3: unknown key `rolls`' });
    const places = [
      'The sandbox could not be made:** no space left',
      'The configuration cannot be used:** line 3: unknown key \\`rolls\\`',
      '**On hold** since 2 Mar 2026, 15:12 UTC, by max: “Wait for the legal text”.',
      '**Next: DevOps.** Correct `.github/greenlight.yml`',
    ].map((said) => text.indexOf(said));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });

  test('names nobody from a configuration that cannot be used', () => {
    const story = play.beginStory();
    play.untilSandbox(story);
    const text = card(story.task(), { settings: play.settingsOf('{}'), problem: 'line 3' });
    expect(text).toContain('**Next: DevOps.**');
    expect(text).not.toContain('Nobody is named as the client');
  });

  test('of a task that waits for production tells its place in the queue', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    story.say('carla', 'Approved', { note: null });
    const text = card(story.task(), { queue: { position: 2, ahead: ['#7', '#9', '#<b>'] } });
    expect(text).toContain('place 3 in the queue, after #7, #9. It starts by itself.');
  });

  test('shows who began an override, and what the second person types', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    story.say('max', 'GateOverridden', { gate: 'demo', reason: 'Agreed by phone' });
    const begun = card(story.task());
    expect(begun).toContain(
      '**max wants to go on without the decision at Step 9 · Demo:** “Agreed by phone”',
    );
    expect(begun).toContain('DevOps, a different person, confirms it with `/override demo …`');
    story.say('olga', 'GateOverridden', { gate: 'demo', reason: 'I was on the call' });
    expect(card(story.task())).toContain(
      '- Step 9 · Demo: **went on without the client** — override by max: Agreed by phone / olga: I was on the call',
    );
  });

  test('folds up what was sent back once nobody works on it any more', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    const rejection = { gate: 'testing', by: 'tara', at: 0, reason: 'wrong', round: 1, head: null } as const;
    const open = card({ ...story.task(), stage: 'development', rejection });
    expect(open.indexOf('> wrong')).toBeLessThan(open.indexOf('**Estimate'));
    expect(card({ ...story.task(), rejection })).toMatch(/<details>.*last sent back<\/summary>[^]*> wrong/);
  });
});

describe('whatever people type', () => {
  const plain = 'words';
  const crowd = Array.from({ length: 2_000 }, (_, index) => `user-${index}`).join(', ');

  test.each(stages)('the card at %s has no other structure, and calls nobody', (stage) => {
    const expected = markupOf(card(aTaskSaying(plain, stage)));
    expect(expected.comments).toEqual([cardMarker]);
    fc.assert(
      fc.property(nastyWords, (typed) => {
        const text = card(aTaskSaying(typed, stage), { problem: typed });
        const { fences, ...rest } = markupOf(text);
        expect(fences).toBe(0);
        expect(rest).toMatchObject({
          headings: expected.headings,
          tags: expected.tags,
          comments: expected.comments,
        });
        expect(rest.links).toEqual(expected.links);
        expect(dangersIn(text)).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  const far = `https://a.example/${'x'.repeat(1_900)}`;
  const farLinks = { sandbox: far, production: far, change: far, log: far };
  const crowded = play.settingsOf(`roles: {manager: [${crowd}], client: [${crowd}]}`);
  const lengthOf = (text: string, stage: Stage, times: number): number =>
    card(aTaskSaying(text, stage, times), { settings: crowded, problem: text, links: farLinks }).length;

  test.each(stages)('the card at %s stays below GitHub’s limit', (stage) => {
    expect(lengthOf('<'.repeat(9_000), stage, 500)).toBeLessThan(60_000);
  });

  test.each(['*', '@', '😀', '\n', 'a', '<\n'])(
    'the card stays below GitHub’s limit with a lot of %j',
    (character) => {
      for (const times of [1, 20, 500])
        expect(lengthOf(character.repeat(9_000), 'demo', times)).toBeLessThan(60_000);
    },
  );

  test('a list that is too long says how much is left out', () => {
    const text = card(aTaskSaying('x'.repeat(399), 'testing', 100));
    const [, last, left] = /\n(\d+)\. x+ — .+\n- … and (\d+) more\n/.exec(text) ?? [];
    expect(Number(last)).toBeGreaterThan(20);
    expect(Number(last) + Number(left)).toBe(100);
  });
});
