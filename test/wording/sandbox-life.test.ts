import { expect, test } from '@jest/globals';
import { decideCheck } from '#process/decide-check.js';
import type { Task } from '#process/task.js';
import { linksOf } from '#wording/links-of.js';
import { renderCard } from '#wording/render-card.js';
import { renderCheck } from '#wording/render-check.js';
import { renderHelp } from '#wording/render-help.js';
import { sayCall } from '#wording/say-call.js';
import * as play from './play-story.js';

const settings = play.settingsOf(
  `roles: {manager: max, client: carla, developer: dana, tester: tara, devops: olga}
environments:
  scripts: {stop: .greenlight/stop}
  sandbox: {ttl: 14d}`,
);
const start = Date.UTC(2026, 2, 2);
const address = 'https://sandbox-12.shop.example';

function atDemo(): play.Story {
  const story = play.beginStory(settings);
  play.untilDevelopment(story);
  play.untilDemo(story);
  return story;
}

function stopped(): play.Story {
  const story = atDemo();
  story.say('dana', 'SandboxStopRequested');
  story.done('SandboxStopped');
  return story;
}

const card = (task: Task): string =>
  renderCard({ task, settings, problem: null, queue: null, links: linksOf(task, settings) });

const part = (text: string, from: string, to: string): string =>
  text.slice(text.indexOf(from), text.indexOf(to)).trim();

test('the card of a stopped sandbox says since when, by whom, and how it comes back, and links nowhere', () => {
  const text = card(stopped().task());
  expect(text).not.toContain(address);
  expect(part(text, '> [!NOTE]', '**Steps**')).toMatchInlineSnapshot(`
   "> [!NOTE]
   > **The sandbox is stopped** since 2 Mar 2026, 23:12 UTC, by dana. Its data are kept.
   > \`/sandbox start\` brings it back as it was (developer, tester or DevOps); the next deployment to it does, too.

   **Next: the developer, the tester or DevOps (dana, tara, olga).** The sandbox is stopped, so there is nothing to look at, and nobody can approve. Its data are kept: start it first.

   - \`/sandbox start\` — brings it back as it was

   Sandbox: stopped · Pull request #14"
  `);
});

test('while it is being stopped or started the card says that, and nothing else of it', () => {
  const story = atDemo();
  story.say('dana', 'SandboxStopRequested');
  expect(card(story.task())).toContain('Greenlight is stopping the sandbox. Nobody has to do anything.');
  expect(card(story.task())).not.toContain('[!NOTE]');
  story.done('SandboxStopped');
  story.say('dana', 'SandboxStartRequested');
  expect(card(story.task())).toContain('Greenlight is starting the sandbox. Nobody has to do anything.');
});

test('when it could not be stopped the card does not say that it is', () => {
  const story = atDemo();
  story.say('dana', 'SandboxStopRequested');
  play.fail(story, 'StopSandbox', 'the stop script ended with exit code 1');
  const text = card(story.task());
  expect(text).not.toContain('**The sandbox is stopped**');
  expect(text).not.toContain('Sandbox: stopped');
  expect(part(text, '> [!CAUTION]', '**Next')).toMatchInlineSnapshot(`
   "> [!CAUTION]
   > **The sandbox could not be stopped:** the stop script ended with exit code 1
   > Production is not affected. It may still run, or only half of it: \`/sandbox start\` brings it back as it was (developer, tester or DevOps)."
  `);
});

test('the check says why nobody can approve, with the command that helps', () => {
  const task = stopped().task();
  const verdict = decideCheck(task, { configProblem: null, head: task.change?.head ?? '' });
  const { title, summary } = renderCheck({ task, verdict, settings });
  expect(title).toBe('Step 9 · Demo: the sandbox is stopped');
  expect(summary).toContain('`/sandbox start` — brings it back as it was');
  expect(summary).not.toContain(address);
});

test('the card says how long the sandbox runs, a warning when that is nearly over', () => {
  const { sandbox, ...task } = atDemo().task();
  if (sandbox === null) throw new Error('there is a sandbox');
  const warned = { end: start + 14 * 86_400_000, at: start + 13 * 86_400_000 };
  expect(card({ ...task, sandbox: { ...sandbox, since: start } })).toContain(
    `[Open the demo](${address}) (runs until 16 Mar 2026, 00:00 UTC)`,
  );
  const ending = card({ ...task, sandbox: { ...sandbox, since: start, warned } });
  expect(part(ending, '> [!IMPORTANT]', '**Next')).toMatchInlineSnapshot(`
   "> [!IMPORTANT]
   > **The sandbox will be stopped on 16 Mar 2026, 00:00 UTC:** its time is nearly up. Its data are kept.
   > \`/sandbox extend 3d\` keeps it running longer, \`/sandbox pin\` until the task is over (developer, tester or DevOps)."
  `);
  const pinned = card({
    ...task,
    sandbox: { ...sandbox, since: start, warned, keep: { until: null, by: 'dana' } },
  });
  expect(pinned).toContain(`[Open the demo](${address}) (runs until the task is over)`);
  expect(pinned).not.toContain('nearly up');
});

test('the developer is told when the sandbox stops, that nothing is lost, and what can be typed', () => {
  const { sandbox, ...task } = atDemo().task();
  const ending: Task = { ...task, sandbox: sandbox && { ...sandbox, since: start } };
  const links = linksOf(ending, settings);
  expect(sayCall('sandbox-ending', { task: ending, settings, links, mentions: ['@dana'] }))
    .toMatchInlineSnapshot(`
   "@dana

   ### The sandbox will be stopped

   The sandbox of “Book a table online” will be stopped on **16 Mar 2026, 00:00 UTC**, since its time is nearly up. Its data are kept, and \`/sandbox start\` brings it back as it was. Is it needed longer?

   - \`/sandbox extend 3d\` — it runs three days longer
   - \`/sandbox pin\` — it runs until the task is over"
  `);
});

test('the help offers what fits: to stop what runs, to start what is stopped', () => {
  const now = (task: Task): readonly string[] => {
    const text = renderHelp({ task, roles: ['tester'], settings });
    return [...text.slice(0, text.indexOf('<details>')).matchAll(/`\/sandbox (\w+)/g)].map(
      ([, word = '']) => word,
    );
  };
  expect(now(atDemo().task())).toEqual(['redeploy', 'stop', 'extend', 'pin']);
  expect(now(stopped().task())).toEqual(['redeploy', 'start']);
});
