import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { stages } from '#process/stage.js';
import { renderExplain } from '#wording/render-explain.js';
import { aTaskSaying } from './a-task-saying.js';
import { dangersIn, markupOf, nastyWords } from './markup.js';
import * as play from './play-story.js';

const settings = play.storySettings;
const explained = (story: play.Story, problem: string | null = null): string =>
  renderExplain({ task: story.task(), journal: story.journal(), settings, problem });

describe('the explanation', () => {
  test('says why the task stands where it stands, what comes next, and who can do what', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    story.say('tara', 'Rejected', { reason: 'The table is booked twice.' });
    expect(explained(story)).toMatchInlineSnapshot(`
     "### Step 4 · Development

     Since 2 Mar 2026, 17:12 UTC

     **Why it stands here**

     It came from Step 5 · Testing to **Step 4 · Development** on 2 Mar 2026, 17:12 UTC. It was sent back. tara said: “The table is booked twice.”

     The check \`greenlight\` on #14 is blocked. It was sent back.

     **Next: the developer (dana).** The newest commit of #14 was sent back. Push a new one; it goes to the tester when its checks are green.

     - \`/ready\` — nothing has to be changed: the same commit goes to the tester again

     **Who can do what now**

     - **Manager** (max): \`/scenario <text>\`, \`/hold [why]\`, \`/release <major|minor|patch>\`, \`/cancel <why>\`, \`/delegate <role> @user [until <day>]\`
     - **Client** (carla): \`/scenario <text>\`
     - **Developer** (dana): \`/scenario <text>\`, \`/ready\`, \`/sandbox redeploy\`
     - **Tester** (tara): \`/scenario <text>\`, \`/sandbox redeploy\`
     - **DevOps** (olga): \`/scenario <text>\`, \`/sandbox redeploy\`, \`/backup\`, \`/hold [why]\`
     - **Everybody**: \`/status\`, \`/explain\`, \`/help\`

     **How it came here, the latest last**

     - 2 Mar 2026, 12:12 UTC: Step 1 · Discussion → Step 2 · Planning. Everybody who was asked has approved. By carla.
     - 2 Mar 2026, 13:12 UTC: Step 2 · Planning → Step 3 · Sandbox. Everybody who was asked has approved. By max.
     - 2 Mar 2026, 14:12 UTC: Step 3 · Sandbox → Step 4 · Development. The sandbox is ready.
     - 2 Mar 2026, 15:12 UTC: Step 4 · Development → Step 5 · Testing. The pull request is ready, and its required checks are green.
     - 2 Mar 2026, 17:12 UTC: Step 5 · Testing → Step 4 · Development. It was sent back. By tara."
    `);
  });

  test('says who has approved and who has not, where several are asked', () => {
    const both = play.settingsOf(
      'roles: { manager: max, client: carla, developer: dana, tester: tara, devops: olga }\ngates: { demo: [client, manager] }',
    );
    const story = play.beginStory(both);
    play.untilDevelopment(story);
    play.untilDemo(story);
    story.say('carla', 'Approved', { note: null });
    const text = renderExplain({ task: story.task(), journal: story.journal(), settings: both });
    expect(text).toContain('- Client: approved by carla');
    expect(text).toContain('- Manager (max): has not approved yet');
  });

  test('promises nobody a gate that a broken configuration keeps shut', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilDemo(story);
    const client = (text: string): string => /^- \*\*Client.*$/m.exec(text)?.[0] ?? '';
    expect(client(explained(story))).toContain('`/approve [note]`');
    const broken = explained(story, 'line 3: unknown key');
    expect(client(broken)).not.toContain('`/approve [note]`');
    expect(broken).toContain('line 3: unknown key');
  });

  test('tells of a journal without moves where each entry led to', () => {
    const story = play.beginStory();
    play.untilDevelopment(story);
    play.untilTesting(story);
    const old = story.journal().map(({ at, event, because, from, to }) => ({ at, event, because, from, to }));
    const text = renderExplain({ task: story.task(), journal: old, settings });
    expect(text).toContain('It came from Step 4 · Development to **Step 5 · Testing**');
  });

  test('has words for every stage, before anything moved too', () => {
    for (const stage of stages) {
      const text = renderExplain({ task: aTaskSaying('x', stage), journal: [], settings });
      expect(text).toContain('**Who can do what now**');
      expect(text).not.toMatch(/undefined|null|\[object/);
    }
  });

  test('shows what people wrote, and does nothing of it', () => {
    fc.assert(
      fc.property(nastyWords, fc.constantFrom(...stages), (words, stage) => {
        const entry = (text: string) => ({
          at: 1_000,
          event: { type: 'Rejected', reason: text, by: text, source: { comment: 1, on: 12 } } as const,
          because: { code: 'rejected' } as const,
          from: 'testing' as const,
          to: 'development' as const,
        });
        const text = renderExplain({ task: aTaskSaying(words, stage), journal: [entry(words)], settings });
        const plain = renderExplain({ task: aTaskSaying('x', stage), journal: [entry('x')], settings });
        expect(dangersIn(text)).toEqual([]);
        expect(markupOf(text)).toMatchObject({
          tags: markupOf(plain).tags,
          headings: markupOf(plain).headings,
        });
      }),
    );
  });
});
