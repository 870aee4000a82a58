import type { WorkResult } from '#ports/environments.js';
import type { DeploymentAnswer } from '#ports/deployment-answers.js';
import { WorkFailed } from '../host/work-failed.js';
import type { Asked, Placed } from './ask-for-deployment.js';
import { awaitEnd } from './await-end.js';
import { isPlaced, placeOrder } from './place-order.js';
import { loadOrder, saveOrder } from './notes.js';
import type { Office } from './office.js';

/**
 * What every operation has in common: it is asked for, its end is awaited, `act` makes a result of the answer, and how it came out is
 * remembered, and said on GitHub where Greenlight knows better than the pipeline. Throws `UnderWay` until the end has come.
 */
export async function fulfil<Value extends object>(
  office: Office,
  asked: Asked,
  act: (answer: DeploymentAnswer, placed: Placed) => Promise<Value>,
): Promise<WorkResult<Value>> {
  const { work } = asked;
  work.signal.throwIfAborted();
  let log: string | null = null;
  try {
    const placed = await placeOrder(office, asked);
    log = (await office.answers.load(work.repository.id, placed.deployment))?.logUrl ?? null;
    const answer = await awaitEnd(office, work, placed);
    log = answer.logUrl;
    const value = await act(answer, placed);
    await saveOrder(office, work.id, { ...placed, over: 'done' });
    return { kind: 'done', log, ...value };
  } catch (error) {
    if (!(error instanceof WorkFailed)) throw error;
    const { at, message: why } = error;
    await close(office, asked, error);
    return { kind: 'failed', at, why, log, ...(error.restored !== null && { restored: error.restored }) };
  }
}

/** What was not found before is told to GitHub: whoever looks there sees why the work counts as failed. */
async function close(office: Office, { work }: Asked, { at, message: why }: WorkFailed): Promise<void> {
  const order = await loadOrder(office, work.id);
  if (order === null || order.over !== null) return;
  const answer = isPlaced(order) ? await office.answers.load(work.repository.id, order.deployment) : null;
  const isSaid = answer !== null && ['failure', 'error', 'inactive'].includes(answer.state);
  if (isPlaced(order) && !isSaid) {
    await office.github.setDeploymentStatus(work.repository, order.deployment, {
      state: at === 'timeout' ? 'error' : 'failure',
      description: why,
      ...(answer?.logUrl && { logUrl: answer.logUrl }),
    });
  }
  await saveOrder(office, work.id, { ...order, over: { why, at } });
}
