import { renderButtons } from '#wording/render-buttons.js';
import { renderCheck } from '#wording/render-check.js';
import type { Shown } from '#ports/store.js';
import { decideButtons } from '#process/decide-buttons.js';
import { decideCheck } from '#process/decide-check.js';
import type { Sha, Task } from '#process/task.js';
import type { Config } from '../configs.js';
import type { Engine } from '../engine.js';
import { helpOf } from './help-of.js';
import { placeInQueue } from './place-in-queue.js';

/** The required check on the change's head, where it differs; `anew`: whatever was put there before. Up to one request. */
export async function showCheck(
  engine: Engine,
  { task, config, shown, anew = false }: { task: Task; config: Config; shown: Shown; anew?: boolean },
): Promise<Shown> {
  const { change } = task;
  if (change === null || (!change.open && !change.astray && task.stage !== 'released')) return shown;
  const { head } = change;
  const current = anew ? null : checkOn(head, shown);
  if (isReleasing(task, current)) return shown;
  const verdict = decideCheck(task, { configProblem: config.problem, head });
  const queue = await placeInQueue(engine, task);
  const help = await helpOf(engine, task);
  const { title, summary } = renderCheck({ task, verdict, settings: config.settings, queue, help });
  const buttons = renderButtons(decideButtons(task, verdict, config.settings.rules), config.settings);
  const offered = buttons.map(({ identifier }) => identifier).join(' ');
  const body = `${verdict.state} ${offered}\n${title}\n${summary}`;
  if (current?.body === body) return shown;
  const check = {
    id: current?.id ?? null,
    head,
    state: verdict.state,
    title,
    summary,
    detailsUrl: null,
    buttons,
  };
  const { id } = await engine.github.putCheck(task.repository, check);
  return { ...shown, check: { id, head, body } };
}

const checkOn = (head: Sha, { check }: Shown): Shown['check'] => (check?.head === head ? check : null);

/**
 * What merges turns it green itself, right before it merges: nothing may come between, not even on a head that has none yet, which
 * nobody can merge. Once merged nobody reads it again.
 */
function isReleasing({ stage, awaiting }: Task, current: Shown['check']): boolean {
  if (awaiting?.kind === 'ReleaseChange' || awaiting?.kind === 'MergeChange') return true;
  return stage === 'released' && current?.body.startsWith('green') === true;
}
