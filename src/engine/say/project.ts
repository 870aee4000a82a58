import { renderCard } from '#wording/render-card.js';
import { renderCheck } from '#wording/render-check.js';
import { stageLabels } from '#wording/stage-labels.js';
import type { IssueChange } from '#ports/github.js';
import type { Shown } from '#ports/store.js';
import { decideCheck } from '#process/decide-check.js';
import type { Task } from '#process/task.js';
import type { Config } from '../configs.js';
import type { Engine } from '../engine.js';
import type { SayPayload } from '../payloads.js';
import { nothingShown } from './call-people.js';
import { linksOf } from './links-of.js';
import { peopleOf } from './people-of.js';

const cardMarker = '<!-- greenlight:card -->';

/** Puts on GitHub what the task's state asks for, where it differs from what was last put there. What is shown is kept after each step. */
export async function project(
  engine: Engine,
  payload: Extract<SayPayload, { type: 'project' }>,
  attempt: number,
): Promise<void> {
  const { store, configs } = engine;
  const task = await store.loadTask(payload.task);
  if (task === null) return;
  const before = (await store.loadShown(task.key)) ?? nothingShown;
  if (before.version >= task.version && payload.look === 'changed') return;
  const config = await configs.of(task.repository);
  const keep = async (shown: Shown): Promise<Shown> => {
    await store.saveShown(task.key, shown);
    return shown;
  };

  const started = { ...before, node: before.node ?? payload.node };
  const again = payload.look === 'label';
  const moved = await keep(await showLabel(engine, { task, config, shown: started, again }));
  const carded = await keep(await showCard(engine, { task, config, shown: moved, lookFirst: attempt > 1 }));
  const asked = payload.look === 'check';
  const checked = await showCheck(engine, {
    task,
    config,
    shown: asked ? { ...carded, check: null } : carded,
  });
  await keep({ ...checked, version: task.version });
}

interface Showing {
  readonly task: Task;
  readonly config: Config;
  readonly shown: Shown;
}

async function showLabel(
  engine: Engine,
  { task, config, shown, again }: Showing & { again: boolean },
): Promise<Shown> {
  const labels = stageLabels(config.settings.labels.prefix);
  const wanted = labels.find(({ stage }) => stage === task.stage);
  if (wanted === undefined || shown.node === null || (shown.label === wanted.name && !again)) return shown;
  const others = again ? labels.filter(({ name }) => name !== wanted.name).map(({ name }) => name) : [];
  const remove =
    shown.label === null || shown.label === wanted.name ? others : [...new Set([shown.label, ...others])];
  const state = closing(task);
  const change: IssueChange = { add: [wanted], remove, ...(state && { state }) };
  await engine.github.moveIssue(task.repository, { number: task.number, node: shown.node }, change);
  return { ...shown, label: wanted.name };
}

/** The issue is closed with its release; a cancelled one as not planned. */
function closing({ stage }: Task): IssueChange['state'] {
  if (stage === 'released') return 'completed';
  return stage === 'cancelled' ? 'not_planned' : undefined;
}

async function showCard(
  engine: Engine,
  { task, config, shown, lookFirst }: Showing & { lookFirst: boolean },
): Promise<Shown> {
  const { github, store } = engine;
  const queue = task.stage === 'deployment' ? await store.productionQueue(task.repository.id) : [];
  const position = queue.findIndex((waiting) => waiting.task === task.key);
  const body = renderCard({
    task,
    settings: config.settings,
    problem: config.problem,
    queue:
      position > 0
        ? {
            position,
            ahead: queue.slice(0, position).map((waiting) => `#${waiting.task.split('#')[1] ?? ''}`),
          }
        : null,
    people: peopleOf(config.settings),
    links: await linksOf(engine, task),
  });
  if (shown.card?.body === body) return shown;
  const found =
    lookFirst && shown.card === null
      ? await github.findComment(task.repository, task.number, cardMarker)
      : null;
  const comment = shown.card?.comment ?? found;
  if (comment === null) {
    const made = await github.createComment(task.repository, task.number, body);
    return { ...shown, card: { comment: made.id, body } };
  }
  await github.updateComment(task.repository, comment, body);
  return { ...shown, card: { comment, body } };
}

async function showCheck(engine: Engine, { task, config, shown }: Showing): Promise<Shown> {
  const { change } = task;
  if (change === null || (!change.open && task.stage !== 'released')) return shown;
  const verdict = decideCheck(task, { configProblem: config.problem, head: change.head });
  const { title, summary } = renderCheck({ task, verdict });
  const body = `${verdict.state}\n${title}\n${summary}`;
  const same = shown.check?.head === change.head;
  if (same && shown.check?.body === body) return shown;
  if (task.stage === 'released' && shown.check?.body.startsWith('green')) return shown;
  const id = same ? (shown.check?.id ?? null) : null;
  const check = await engine.github.putCheck(task.repository, {
    id,
    head: change.head,
    state: verdict.state,
    title,
    summary,
    detailsUrl: null,
  });
  return { ...shown, check: { id: check.id, head: change.head, body } };
}
