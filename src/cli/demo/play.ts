import { stageTable } from '#process/stages.js';
import type { Stage as StageName } from '#process/stage.js';
import { cast, fullName } from './cast.js';
import { edit } from './shop-versions.js';
import type { Stage } from './open-stage.js';
import { runCi } from './run-ci.js';
import type { LoggedDecision } from './run-app.js';
import type { Teller } from './teller.js';

/** What the scenes play with. */
export interface Play {
  readonly stage: Stage;
  readonly tell: Teller;
  /** The task's issue. */
  readonly issue: number;
  /** Set once the change is open. */
  change: number;
  readonly branch: string;
}

type Asked =
  | 'EstimateGiven'
  | 'Approved'
  | 'Rejected'
  | 'ScenarioAdded'
  | 'ScenariosPassed'
  | 'FollowupAdded'
  | 'HoldLifted';

/** A person comments on the issue, and Greenlight decides it. Throws when it is refused. */
export async function say(play: Play, who: string, body: string, event: Asked): Promise<LoggedDecision> {
  const { stage, tell, issue } = play;
  tell.does(who, body);
  const since = stage.app.decisions.length;
  await stage.github.as(who).comment(fullName, issue, body);
  const decision = await stage.app.until((one) => one.event === event && one.by === who, {
    since,
    what: `an answer to ${who}'s ${body}`,
  });
  if (decision.verdict === 'refused') throw new Error(`${who} was refused ${body}: ${decision.because}`);
  return decision;
}

/** The tester finds every scenario working, and says yes. */
export async function passes(play: Play, body: string): Promise<LoggedDecision> {
  await say(play, cast.tester, '/pass all', 'ScenariosPassed');
  return say(play, cast.tester, body, 'Approved');
}

/** Does something, and waits until the task has come to a stage because of it. */
export async function until(play: Play, to: StageName, act: () => Promise<unknown>): Promise<LoggedDecision> {
  const { app } = play.stage;
  const since = app.decisions.length;
  await act();
  return app.until((one) => one.moves.some((move) => move.to === to), {
    since,
    what: `step ${stageTable[to].step} (${to})`,
  });
}

/** Does something, and waits until an operation has brought about `event`. */
export async function untilEvent(play: Play, event: string, act: () => Promise<unknown>): Promise<void> {
  const { app } = play.stage;
  const since = app.decisions.length;
  await act();
  await app.until((one) => one.event === event, { since, what: event });
}

/** The heading of a step, once for each time the task comes to it. */
export function begin({ tell }: Play, stage: StageName): void {
  const { step, title } = stageTable[stage];
  tell.step(step, title);
}

/** Dan edits the shop on the work branch and pushes; CI runs the shop's tests on it. Resolves to the new head and whether they passed. */
export async function pushEdits(
  play: Play,
  edits: Parameters<typeof edit>[1],
  message: string,
): Promise<{ sha: string; passed: boolean }> {
  const { stage, branch, tell } = play;
  const { github, repository } = stage;
  const before = (await repository.read(branch, 'server.mjs')) ?? '';
  const { sha } = await github
    .as('dan')
    .push(fullName, { branch, message, files: { 'server.mjs': edit(before, edits) } });
  tell.does('dan', `pushes “${message}” (${sha.slice(0, 7)})`);
  return { sha, passed: await check(play, sha) };
}

/** CI on a commit. */
export async function check({ stage, tell }: Play, sha: string): Promise<boolean> {
  const passed = await runCi(stage.github, sha);
  tell.sees(passed ? 'the shop’s tests pass' : 'the shop’s tests fail: the check is red');
  return passed;
}

/** The address of the task's sandbox, as its newest successful deployment says. */
export function sandboxUrl({ stage }: Play): string {
  const addresses = stage.repository
    .deployments()
    .filter(({ environment }) => environment.startsWith('sandbox-'))
    .flatMap(({ statuses }) => statuses)
    .filter(({ state, environment_url: url }) => state === 'success' && url !== '')
    .map(({ environment_url: url }) => url);
  const last = addresses.at(-1);
  if (last === undefined) throw new Error('there is no sandbox yet');
  return last;
}

/** Reads a page as a browser would. */
export async function readPage(
  url: string,
): Promise<{ status: number; commit: string | null; text: string }> {
  const response = await fetch(url, { headers: { connection: 'close' } });
  return { status: response.status, commit: response.headers.get('x-commit'), text: await response.text() };
}

/** Somebody reads a page and finds (or misses) a text on it; the story ends when it is otherwise. */
export async function reads(
  play: Play,
  who: string,
  { url, finds, misses }: { url: string; finds?: string; misses?: string },
): Promise<void> {
  const { text } = await readPage(url);
  if (finds !== undefined && !text.includes(finds)) throw new Error(`${url} does not say “${finds}”`);
  if (misses !== undefined && text.includes(misses)) throw new Error(`${url} says “${misses}”`);
  const looked = finds === undefined ? `misses “${misses ?? ''}”` : `finds “${finds}”`;
  play.tell.does(who, `opens ${url} and ${looked}`);
}

/** A customer orders in the shop. */
export async function order(url: string, product: string, name: string): Promise<void> {
  const response = await fetch(`${url}/orders`, {
    method: 'POST',
    body: new URLSearchParams({ product, name }),
    redirect: 'manual',
  });
  if (response.status !== 303) throw new Error(`the shop took no order: ${response.status}`);
}
