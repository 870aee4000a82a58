import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Story } from '../stories/start-story.js';
import { passCi, push, repository, startWork, workBranch } from '../stories/way.js';

const run = promisify(execFile);

/** From somebody's word to where the next is asked for: what cannot be taken back happens in between. */
export const windows = ['integrate', 'deploy', 'release', 'restore'] as const;
export type Window = (typeof windows)[number];

/** Right before this request of the App is served, the nth of its kind since its window opened. */
export interface Position {
  readonly window: Window;
  readonly route: string;
  readonly nth: number;
}

/** A delivery during which somebody pushes what nobody has approved. */
export interface Disturbed {
  readonly issue: number;
  readonly change: number;
  /** What people approve, whenever they are asked. */
  readonly good: string;
  /** What was pushed meanwhile. */
  readonly evil: string[];
  /** The requests made while each window was open for the first time, in their order. */
  readonly requests: Map<Window, readonly string[]>;
}

/** In every commit that nobody has approved, and in no other. */
export const evilFile = 'not-approved.txt';

/**
 * Brings a task to its release, or takes it back from production when there is something to disturb in `restore`. At each of the
 * positions the developer pushes another commit, with green checks; people put the approved head back, and judge only that.
 */
export async function deliverDisturbed(story: Story, positions: readonly Position[]): Promise<Disturbed> {
  const issue = await startWork(story);
  const good = await push(story, issue, `Wrap ${issue}`);
  const { number: change } = await story.people.dan.openPullRequest(repository, {
    head: await workBranch(story, issue),
    title: 'Gift wrapping',
    body: `Closes #${issue}`,
  });
  await passCi(story, good);
  const disturbed = { issue, change, good, evil: [], requests: new Map() };
  const isTakenBack = positions.some(({ window }) => window === 'restore');
  for (let steps = 0; !['released', 'cancelled'].includes(story.stage(issue) ?? ''); steps += 1) {
    if (steps > 40) throw new Error(`#${issue} does not go on from ${story.stage(issue)}`);
    if (isEvil(story, disturbed)) await putBack(story, disturbed);
    await goOn(story, disturbed, { positions, isTakenBack });
  }
  await story.github.settled();
  return disturbed;
}

/** The head is one that nobody approved, and can still be put right. */
function isEvil({ shop }: Story, { change, evil }: Disturbed): boolean {
  const { head, merged } = shop.pull(change);
  return !merged && evil.includes(head.sha);
}

async function putBack(story: Story, { change, good }: Disturbed): Promise<void> {
  const { ref } = story.shop.pull(change).head;
  const to = story.people.dan.cloneUrl(repository);
  await run('git', ['push', '--quiet', '--force', to, `${good}:refs/heads/${ref}`], {
    cwd: story.shop.gitDirectory,
  });
  await story.github.settled();
}

interface Plan {
  readonly positions: readonly Position[];
  readonly isTakenBack: boolean;
}

/** Where people are asked, or nobody any more. */
const resting = ['testing', 'integration-testing', 'demo', 'production-testing', 'final-demo'];
const ended = ['released', 'cancelled'];

/** What people do where the task stands now. */
async function goOn(story: Story, disturbed: Disturbed, { positions, isTakenBack }: Plan): Promise<void> {
  const { issue, requests } = disturbed;
  const stage = story.stage(issue) ?? '';
  const [window, say] = wordAt(story, { issue, stage, isTakenBack });
  if (stage === 'testing') await served(story, disturbed);
  const before = story.github.requests.length;
  const isFirst = window !== null && !requests.has(window);
  for (const { route, nth } of isFirst ? positions.filter((one) => one.window === window) : [])
    story.github.faults.add({ route, nth, then: () => pushEvil(story, disturbed) });
  if (isFirst) requests.set(window, []);
  if (isEvil(story, disturbed) || (await say()) === 'confused') return;
  const isAnswered = (now: string): boolean => now !== stage && [...resting, ...ended].includes(now);
  await story.github.until(() => isAnswered(story.stage(issue) ?? '') || isEvil(story, disturbed), {
    what: `#${issue} to leave ${stage}`,
    timeoutMs: 75_000,
  });
  await story.github.settled();
  if (isFirst)
    requests.set(
      window,
      story.github.requests.slice(before).map(({ route }) => route),
    );
}

type Word = readonly [window: Window | null, say: () => Promise<string>];

function wordAt(
  story: Story,
  { issue, stage, isTakenBack }: { issue: number; stage: string; isTakenBack: boolean },
): Word {
  const says = (who: 'tess' | 'clara' | 'maria', words: string) => () => story.says(who, issue, words);
  const tests = says('tess', '/pass all\n/approve');
  const agrees = says('clara', '/approve');
  switch (stage) {
    case 'testing':
      return ['integrate', tests];
    case 'integration-testing':
      return [null, tests];
    case 'demo':
      return ['deploy', agrees];
    case 'production-testing':
      return isTakenBack ? ['restore', says('maria', '/cancel Nobody wants it')] : [null, tests];
    case 'final-demo':
      return ['release', agrees];
    default:
      return [null, () => Promise.resolve('')];
  }
}

/** The sandbox shows what people are to judge, or there is something else to put right first. */
async function served(story: Story, disturbed: Disturbed): Promise<void> {
  const last = () =>
    story.shop.deployments().findLast(({ environment }) => environment.startsWith('sandbox-'));
  const isServed = (): boolean =>
    last()?.sha === disturbed.good && last()?.statuses.at(-1)?.state === 'success';
  await story.github.until(() => isServed() || isEvil(story, disturbed), {
    what: 'the sandbox to show the approved head',
    timeoutMs: 75_000,
  });
}

async function pushEvil(story: Story, { issue, evil }: Disturbed): Promise<void> {
  const branch = await workBranch(story, issue);
  const files = { [evilFile]: `${evil.length}\n` };
  const { sha } = await story.people.dan.push(repository, { branch, message: 'And this', files });
  evil.push(sha);
  await passCi(story, sha);
}
