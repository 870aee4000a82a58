import type { Environments } from '#ports/environments.js';
import { loadOrder, loadWaiting, saveOrder } from './notes.js';
import type { Office } from './office.js';
import { isPlaced } from './place-order.js';

/** Nobody waits any more: the deployment is said to be inactive, and whatever is answered from now on changes nothing. */
export async function abandon(
  office: Office,
  { repository, operation }: Parameters<NonNullable<Environments['abandon']>>[0],
): Promise<void> {
  const work = await loadWaiting(office, operation);
  const order = work === null ? null : await loadOrder(office, work);
  if (work === null || order === null || order.over !== null) return;
  if (isPlaced(order)) {
    const description = 'superseded: nobody waits for this any more';
    await office.github.setDeploymentStatus(repository, order.deployment, { state: 'inactive', description });
  }
  await saveOrder(office, work, { ...order, over: { why: 'it was superseded', at: 'source' } });
}
