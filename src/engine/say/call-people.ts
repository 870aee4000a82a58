import { sayCall } from '#wording/say-call.js';
import { GitHubFault } from '#errors/github-fault.js';
import type { Settings } from '#config/settings.js';
import { delegatesOf } from '#process/delegations.js';
import type { Call, OperationOf } from '#process/operation.js';
import { isGone } from '#process/is-gone.js';
import type { Task } from '#process/task.js';
import type { Engine } from '../engine.js';
import type { SayPayload } from '../payloads.js';
import { assignDevelopers } from './assign-developers.js';
import { linksOf } from './links-of.js';
import { mentionsOf } from './mentions-of.js';
import { placeInQueue } from './place-in-queue.js';
import { recall } from './recall.js';
import { remind } from './remind.js';

/** New comments that a round may bring; GitHub allows few, and people read fewer. Later calls edit the last that may be. */
const mostPerRound = 4;

/** Nobody hears of an edit: the client, whoever has to mend something, and alarms are always called by a comment of their own. */
const mayEdit: readonly Call[] = ['plan', 'develop', 'test', 'production-test'];

/** Calls whoever acts next: testers by a review request where GitHub can make one, everybody else by a comment that mentions them. */
export async function callPeople(
  engine: Engine,
  payload: Extract<SayPayload, { type: 'call' }>,
  attempt: number,
): Promise<void> {
  const task = await engine.store.loadTask(payload.task);
  if (task === null || payload.operation.kind !== 'CallPeople' || isGone(task)) return;
  const operation = payload.operation;
  const { settings } = await engine.configs.of(task.repository);
  if (isForTester(operation) && (await requestReview(engine, { task, settings, operation }))) return;
  const { id } = payload.operation;
  if (operation.call === 'develop' && (await assigned(engine, { task, settings, id }))) return;
  await comment(engine, { task, settings, operation, id }, attempt);
}

/** `false`: somebody could not be assigned, or there is a team to tell, so a comment has to do. */
async function assigned(
  engine: Engine,
  call: { task: Task; settings: Settings; id: string },
): Promise<boolean> {
  const left = await assignDevelopers(engine, call);
  const { developer } = call.settings.roles;
  return (
    left.length === 0 &&
    (call.task.change !== null || developer.kind !== 'people' || developer.teams.length === 0)
  );
}

const isForTester = ({ call }: OperationOf<'CallPeople'>): boolean =>
  call === 'test' || call === 'production-test';

/** `false`: nobody can be asked for a review here, so a comment has to do. */
async function requestReview(
  engine: Engine,
  { task, settings, operation }: { task: Task; settings: Settings; operation: { readonly id: string } },
): Promise<boolean> {
  const source = settings.roles.tester;
  if (task.change?.open !== true) return false;
  const author = task.change.author.toLowerCase();
  const named = source.kind === 'people' ? source.users : [];
  const users = [...named, ...delegatesOf(task, 'tester')].filter((user) => user.toLowerCase() !== author);
  const teams = source.kind === 'people' ? source.teams.map(({ slug }) => slug) : [];
  if (users.length + teams.length === 0) return false;
  const noted = `review-asked:${task.key}:${task.change.number}`;
  const again = (await engine.store.loadNote(noted)) !== null;
  try {
    await engine.github.requestReview(task.repository, task.change.number, { users, teams, again });
  } catch (error) {
    // GitHub asks collaborators only.
    if (error instanceof GitHubFault && error.kind !== 'retry') return false;
    throw error;
  }
  await engine.store.saveNote(noted, operation.id);
  return true;
}

async function comment(
  engine: Engine,
  call: { task: Task; settings: Settings; operation: OperationOf<'CallPeople'>; id: string },
  attempt: number,
): Promise<void> {
  const { store, github } = engine;
  const { task, settings, operation, id } = call;
  const shown = await store.loadShown(task.key);
  if (shown.calls.some((made) => made.id === id)) return;
  const marker = `<!-- greenlight:call:${id} -->`;
  const said = sayCall(operation.call, {
    task,
    settings,
    links: await linksOf(engine, task),
    queue: await placeInQueue(engine, task),
    mentions: mentionsOf(settings, operation.roles, task),
    ...(await recall(engine, task, operation.call)),
  });
  if (operation.call === 'reminder') return remind(engine, { task, body: said, id }, attempt);
  const body = `${said}\n\n${marker}`;
  const ofRound = shown.calls.filter(({ round }) => round === task.round);
  const cards = task.round === 1 ? 1 : 0;
  const last = mayEdit.includes(operation.call)
    ? ofRound.findLast(({ call }) => mayEdit.includes(call))
    : undefined;
  const found = attempt > 1 ? await github.findComment(task.repository, task.number, marker) : null;
  if (found === null && last !== undefined && ofRound.length + cards >= mostPerRound) {
    await github.updateComment(task.repository, last.comment, body);
    await store.saveShown(task.key, {
      calls: shown.calls.map((made) => (made === last ? { ...made, id } : made)),
    });
    return;
  }
  const made = (found ?? (await github.createComment(task.repository, task.number, body))).id;
  await store.saveShown(task.key, {
    calls: [...shown.calls, { round: task.round, comment: made, id, call: operation.call }],
  });
}
