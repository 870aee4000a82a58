import { UnderWay } from '#errors/under-way.js';
import type { Instant } from '#process/task.js';
import { admit } from '../host/admit.js';
import { WorkFailed } from '../host/work-failed.js';
import { type Asked, askForDeployment, type Placed } from './ask-for-deployment.js';
import { loadOrder, loadStanding, type Order } from './notes.js';
import type { Office } from './office.js';

/** How soon to look again whether an environment that others work in is free. */
const turnMs = 30_000;

/**
 * The deployment of this work, asked for once however often the work is. Work in the same environment takes turns. Throws `UnderWay`
 * until it is its turn, and `WorkFailed` for what may not be, for what GitHub refuses and for what has failed before.
 */
export async function placeOrder(office: Office, asked: Asked): Promise<Placed> {
  const { work, operation } = asked;
  const why = admit(operation, work);
  if (why !== null) throw new WorkFailed('source', why);
  const order = await loadOrder(office, work.id);
  if (order?.over && order.over !== 'done') throw new WorkFailed(order.over.at, order.over.why);
  if (order !== null && isPlaced(order)) return order;
  if (order === null && !(await isFree(office, asked))) throw new UnderWay(turnMs);
  return askForDeployment(office, asked, order);
}

export const isPlaced = (order: Order): order is Placed => order.deployment !== null;

/** Whether nobody's work is under way in the environment. What has been silent for too long does not hold up others. */
async function isFree(office: Office, { work }: Asked): Promise<boolean> {
  const { work: other } = await loadStanding(office, work);
  const order = other === null ? null : await loadOrder(office, other);
  if (order === null || order.over !== null) return true;
  const heard = await lastHeard(office, { order, repository: work.repository.id });
  return office.clock.now() > heard + work.settings.timeoutMs;
}

/** When there was a sign of life last: the asking itself, or an answer. */
async function lastHeard(
  { answers }: Office,
  { order, repository }: { order: Order; repository: number },
): Promise<Instant> {
  const answer = isPlaced(order) ? await answers.load(repository, order.deployment) : null;
  return Math.max(order.asked, answer?.at ?? 0);
}
