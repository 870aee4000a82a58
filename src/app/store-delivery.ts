import type { Engine } from '#engine/engine.js';
import type { Heeding } from '#engine/heed-people.js';
import { receive } from '#engine/receive.js';
import { installationOfPeople } from '#github/translate/installation-of-people.js';
import { translate } from '#github/translate/translate.js';
import type { Delivery } from './greenlight.js';

/** Stores what a delivery asks for; it is safe when this resolves. */
export function storeDelivery(
  engine: Engine,
  { appId, forgetPeople }: { appId: number } & Pick<Heeding, 'forgetPeople'>,
): (delivery: Delivery) => Promise<void> {
  const self = { appId, appSlug: engine.appSlug };
  return async ({ id, event, payload }) => {
    const changed = installationOfPeople(event, payload);
    if (changed !== null) await forgetPeople(changed, id);
    for (const signal of translate(event, payload, self)) await receive(engine, id, signal);
  };
}
