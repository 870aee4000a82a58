import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { shopConfig, type Story, startStory } from './start-story.js';
import { openChange, pageAt, startWork } from './way.js';

/** As long as this file is there, nothing can be restored into a trial sandbox. */
let obstacle: string;
let control: string;
let story: Story;

beforeEach(async () => {
  control = await mkdtemp(join(tmpdir(), 'greenlight-control-'));
  obstacle = join(control, 'obstacle');
});
afterEach(async () => {
  await story.close();
  await rm(control, { recursive: true });
}, 180_000);

async function restoreScript(): Promise<string> {
  const [first = '', ...rest] = (await readFile('examples/shop/.greenlight/restore', 'utf8')).split('\n');
  const wrong = `case "$GREENLIGHT_ENVIRONMENT" in *-trial)
    if [ -f '${obstacle}' ]; then echo 'the table orders is missing'; exit 1; fi;; esac`;
  return [first, wrong, ...rest].join('\n');
}

const cardSays = (issue: number, words: RegExp): Promise<unknown> =>
  story.github.until(() => words.test(story.card(issue)), { what: String(words), timeoutMs: 75_000 });

describe.each(['command', 'github-deployments'])('with verify: restore and %s', (executor) => {
  test('a backup counts when it came up in a sandbox of its own, which is gone afterwards', async () => {
    story = await startStory({
      config: shopConfig.replace(
        'executor: command',
        `executor: ${executor}\n  backups: { verify: restore }`,
      ),
      files: { '.greenlight/restore': await restoreScript() },
      workflow: executor === 'github-deployments',
    });
    if (executor === 'github-deployments') story.runWorkflows();
    const issue = await startWork(story);
    await openChange(story, issue);

    await writeFile(obstacle, '');
    await story.says('tess', issue, '/pass all\n/approve');
    await cardSays(issue, /could not be restored when it was tried: .*the table orders is missing/);
    expect([story.stage(issue), await trials()]).toEqual(['integration', []]);
    const [, log = ''] = /\[Log of what failed\]\(([^)]+)\)/.exec(story.card(issue)) ?? [];
    expect(await (await fetch(log)).text()).toContain('the table orders is missing');
    await rm(obstacle);
    await story.says('olga', issue, '/retry');
    await story.reaches(issue, 'integration-testing');
    expect(await trials()).toEqual([]);

    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'demo');
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'production-testing');
    await story.says('tess', issue, '/pass all\n/approve');
    await story.reaches(issue, 'final-demo');
    await story.says('clara', issue, '/approve');
    await story.reaches(issue, 'released');
    expect(await trials()).toEqual([]);
    expect((await pageAt(story.production)).text).toContain('Gift wrap');
    const [release] = story.shop.releases();
    expect(release?.assets.find(({ name }) => name === 'sign-off.md')?.text).toContain(
      'it was restored once to try it',
    );
  }, 300_000);
});

/** Trial sandboxes of which anything is left, on the machine or on GitHub. */
async function trials(): Promise<readonly string[]> {
  await story.github.settled();
  const data = story.variables['GREENLIGHT_DATA'] ?? '';
  const places = [
    join(data, 'environments', String(story.shop.id)),
    join(dirname(data), 'runner', 'environments'),
  ];
  const standing = await Promise.all(places.map((place) => readdir(place).catch(() => [])));
  const shown = story.shop.deployments().map(({ environment }) => environment);
  return [...standing.flat(), ...shown].filter((name) => name.endsWith('-trial'));
}
