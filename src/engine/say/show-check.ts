import { renderCheck } from '#wording/render-check.js';
import type { Shown } from '#ports/store.js';
import { decideCheck } from '#process/decide-check.js';
import type { Task } from '#process/task.js';
import type { Config } from '../configs.js';
import type { Engine } from '../engine.js';

/** The required check on the change's head, where it differs. Up to one request. */
export async function showCheck(
  engine: Engine,
  { task, config, shown }: { task: Task; config: Config; shown: Shown },
): Promise<Shown> {
  const { change } = task;
  if (change === null || (!change.open && task.stage !== 'released')) return shown;
  const { head } = change;
  const verdict = decideCheck(task, { configProblem: config.problem, head });
  const { title, summary } = renderCheck({ task, verdict, settings: config.settings });
  const body = `${verdict.state}\n${title}\n${summary}`;
  const current = shown.check?.head === head ? shown.check : null;
  if (current?.body === body || isSettled(task, current)) return shown;
  const check = { id: current?.id ?? null, head, state: verdict.state, title, summary, detailsUrl: null };
  const { id } = await engine.github.putCheck(task.repository, check);
  return { ...shown, check: { id, head, body } };
}

/** The release turned it green with words of its own; once merged nobody reads it again. */
function isSettled({ stage }: Task, current: Shown['check']): boolean {
  return stage === 'released' && current?.body.startsWith('green') === true;
}
