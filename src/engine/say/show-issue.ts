import { stageLabels } from '#wording/stage-labels.js';
import { GitHubFault } from '#errors/github-fault.js';
import type { IssueChange, Priority } from '#ports/github.js';
import type { Shown } from '#ports/store.js';
import { isOwnTask } from '#process/is-own-task.js';
import type { Task } from '#process/task.js';
import type { Config } from '../configs.js';
import type { Engine } from '../engine.js';
import { cardMarker, cardOf } from './card-of.js';

interface Showing {
  readonly task: Task;
  readonly config: Config;
  readonly shown: Shown;
  /** Put the labels right, whatever was put there before. */
  readonly mend: boolean;
  /** An earlier try may have made the card. */
  readonly lookFirst: boolean;
}

/** Label, state and card of the issue, where they differ: one request, and one more for the first card. */
export async function showIssue(engine: Engine, showing: Showing): Promise<Shown> {
  const body = await cardOf(engine, showing);
  const shown = await move(engine, showing, body);
  return shown.card?.body === body ? shown : makeCard(engine, { ...showing, shown }, body);
}

async function move(engine: Engine, showing: Showing, body: string): Promise<Shown> {
  const { task, shown } = showing;
  const { node, card } = shown;
  const label = labelMove(showing);
  const rewritten = card !== null && card.body !== body ? { ...card, body } : null;
  if (node === null || (label === null && rewritten === null)) return shown;
  const moved = label === null ? shown : { ...shown, label: label.name };
  const change = label?.change ?? { add: [], remove: [] };
  const send = (all: IssueChange): Promise<void> => {
    const put = () => engine.github.moveIssue(task.repository, { number: task.number, node }, all);
    return engine.github.withCause('project', put, priorityOf(change));
  };
  if (rewritten !== null && (await isThere(send({ ...change, comment: rewritten }))))
    return { ...moved, card: rewritten };
  // There is no card to rewrite, or somebody deleted it: then a new one takes its place.
  await send(change);
  return rewritten === null ? moved : { ...moved, card: null };
}

/** What is said at a step counts from when its label is there. */
const priorityOf = ({ add }: IssueChange): Priority => (add.length > 0 ? 'ordinary' : 'cosmetic');

/** Whether what was to be rewritten was still there. */
async function isThere(sent: Promise<void>): Promise<boolean> {
  try {
    await sent;
    return true;
  } catch (error) {
    if (error instanceof GitHubFault && error.kind === 'gone') return false;
    throw error;
  }
}

/** `null`: the label stands as it should. */
function labelMove({ task, config, shown, mend }: Showing): {
  name: string;
  change: IssueChange;
} | null {
  const { stage } = task;
  const { language, labels: named } = config.settings;
  const labels = stageLabels(named.prefix, language);
  const wanted = labels.find((label) => label.stage === stage);
  if (wanted === undefined || (shown.label === wanted.name && !mend)) return null;
  const others = labels.map(({ name }) => name).filter((name) => name !== wanted.name);
  const former = others.filter((name) => name === shown.label);
  const state =
    closing(task) ?? (shown.label !== null && isResting(labels, shown.label) ? 'reopened' : undefined);
  const change = { add: [wanted], remove: mend ? others : former, ...(state && { state }) };
  return { name: wanted.name, change };
}

/** A task that goes on after its release has an open issue again. */
function isResting(labels: readonly { name: string; stage: string }[], shown: string): boolean {
  return labels.find(({ name }) => name === shown)?.stage === 'released';
}

/** The issue is closed with its release; a cancelled one as not planned. */
function closing(task: Task): IssueChange['state'] {
  const { stage } = task;
  // Where the pull request is its own task there is no issue to close.
  if (isOwnTask(task)) return undefined;
  if (stage === 'released') return 'completed';
  return stage === 'cancelled' ? 'not_planned' : undefined;
}

async function makeCard(
  { github }: Engine,
  { task, shown, lookFirst }: Showing,
  body: string,
): Promise<Shown> {
  const found = lookFirst ? await github.findComment(task.repository, task.number, cardMarker) : null;
  if (found !== null) {
    await github.updateComment(task.repository, found.id, body);
    return { ...shown, card: { comment: found.id, node: found.node, body } };
  }
  const made = await github.createComment(task.repository, task.number, body);
  return { ...shown, card: { comment: made.id, node: made.node, body } };
}
