import type { Story } from './start-story.js';

const fullName = 'agency/shop';
export const repository = fullName;

/** Step 1 to the sandbox: agreed, planned, started. Resolves to the number. */
export async function startWork(story: Story, title?: string): Promise<number> {
  const number = await story.propose(title);
  await story.says('maria', number, '/estimate 2d 800 EUR');
  await story.says('clara', number, '/approve');
  await story.reaches(number, 'planning');
  await story.says('tess', number, '/scenario The page says Gift wrap');
  await story.people.maria.addLabel(fullName, number, 'stage: sandbox');
  await story.reaches(number, 'development');
  return number;
}

/** The branch that Greenlight made for an issue. */
export async function workBranch(story: Story, number: number): Promise<string> {
  const heads = await story.shop.git('for-each-ref', '--format=%(refname:short)', 'refs/heads/task');
  const found = heads.split('\n').find((name) => name.startsWith(`task/${number}-`));
  if (found === undefined) throw new Error(`there is no work branch for #${number}`);
  return found;
}

/** Pushes a change of the page, and lets CI pass. Resolves to the new head. */
export async function push(story: Story, number: number, text = 'Gift wrap'): Promise<string> {
  const branch = await workBranch(story, number);
  const page = (await story.shop.read(branch, 'server.mjs')) ?? '';
  const { sha } = await story.people.dan.push(fullName, {
    branch,
    message: text,
    files: { 'server.mjs': page.replace(/Delivered on foot[^<]*/, `Delivered on foot. ${text}`) },
  });
  return sha;
}

/** Pushes, opens the pull request, lets CI pass, and waits until the tester may test. Resolves to both numbers. */
export async function openChange(
  story: Story,
  number: number,
  text?: string,
): Promise<{ change: number; head: string }> {
  const head = await push(story, number, text);
  const { number: change } = await story.people.dan.openPullRequest(fullName, {
    head: await workBranch(story, number),
    title: 'Gift wrapping',
    body: `Closes #${number}`,
  });
  await passCi(story, head);
  await testable(story, head);
  return { change, head };
}

export async function passCi(story: Story, head: string): Promise<void> {
  await story.github.ci(fullName).check(head, { name: 'test', conclusion: 'success' });
}

/** Resolves when the sandbox was brought to a commit, for the nth `time`, and the tester has been asked. */
export async function testable(story: Story, commit: string, time = 1): Promise<void> {
  const { github, shop } = story;
  const toSandbox = () =>
    shop
      .deployments()
      .filter(({ environment, task }) => environment.startsWith('sandbox-') && task === 'greenlight:deploy');
  const served = () =>
    toSandbox().filter(({ sha, statuses }) => sha === commit && statuses.at(-1)?.state === 'success');
  await github.until(() => served().length >= time, {
    what: `the sandbox at ${commit.slice(0, 7)}`,
    timeoutMs: 75_000,
  });
  // Asked once for each time that something of this head was put there: alone, or joined with live.
  const put = () => {
    const there = toSandbox().filter(({ environment }) => environment === served()[0]?.environment);
    return there.slice(there.findIndex(({ sha }) => sha === commit));
  };
  const asked = () =>
    github.deliveries.filter(
      ({ event, action, payload }) =>
        event === 'pull_request' &&
        action === 'review_requested' &&
        (payload as { pull_request: { head: { sha: string } } }).pull_request.head.sha === commit,
    );
  await github.until(() => asked().length >= put().length, { what: 'the tester to be asked' });
}

/** From the change to the demo. */
export async function toDemo(story: Story, number: number): Promise<void> {
  await story.says('tess', number, '/pass all\n/approve');
  await story.reaches(number, 'integration-testing');
  await story.says('tess', number, '/pass all\n/approve');
  await story.reaches(number, 'demo');
}

/** The page at an address. */
export async function pageAt(url: string): Promise<{ status: number; commit: string | null; text: string }> {
  const response = await fetch(url, { headers: { connection: 'close' } });
  return { status: response.status, commit: response.headers.get('x-commit'), text: await response.text() };
}
