import { setTimeout as delay } from 'node:timers/promises';
import type { World, OutgoingDelivery } from '../state/world.js';
import { inBackground } from '../state/in-background.js';
import { send } from './send.js';

/** Sends a delivery now, or holds it, drops it or sends it twice as the tests have asked. */
export function dispatch(world: World, delivery: OutgoingDelivery): void {
  if (world.webhooks.paused) {
    world.webhooks.held.push(delivery);
    return;
  }
  if (takeRule(world, 'drop', delivery)) {
    lose(world, delivery);
    return;
  }
  const [first, ...copies] = world.webhooks.policy?.(delivery.record) ?? [0];
  if (first === undefined) {
    lose(world, delivery);
    return;
  }
  if (takeRule(world, 'duplicate', delivery)) copies.push(0);
  sendOne(world, delivery, first);
  for (const afterMs of copies) sendOne(world, copyOf(world, delivery, false), afterMs);
}

/** On the way to the receiver: GitHub lists it as failed, and it can be redelivered. */
function lose(world: World, delivery: OutgoingDelivery): void {
  world.deliveries.push(delivery);
  Object.assign(delivery.record, { status_code: 502, status: 'failed to connect to host' });
}

/** Sends what was held back, in the order it now has. */
export function releaseHeld(world: World): void {
  world.webhooks.paused = false;
  for (const delivery of world.webhooks.held.splice(0)) dispatch(world, delivery);
}

/** Sends a delivery once more under the same GUID. */
export function redeliver(world: World, delivery: OutgoingDelivery): Promise<void> {
  return new Promise((resolve) => {
    const again = copyOf(world, delivery, true);
    world.deliveries.push(again);
    inBackground(world, () => send(world, again).finally(resolve));
  });
}

function sendOne(world: World, delivery: OutgoingDelivery, afterMs: number): void {
  world.deliveries.push(delivery);
  inBackground(world, async () => {
    if (afterMs > 0) await delay(afterMs);
    await send(world, delivery);
  });
}

function copyOf(world: World, { record, raw }: OutgoingDelivery, redelivery: boolean): OutgoingDelivery {
  const fresh = { id: world.newId(), redelivery, delivered_at: new Date(world.now()).toISOString() };
  return { raw, record: { ...record, ...fresh, status_code: 0, status: 'pending', duration: 0 } };
}

function takeRule(world: World, kind: 'drop' | 'duplicate', { record }: OutgoingDelivery): boolean {
  const rule = world.webhooks.rules.find(
    ({ match, left, ...one }) =>
      one.kind === kind &&
      left > 0 &&
      (match.event ?? record.event) === record.event &&
      (match.action ?? record.action) === record.action,
  );
  if (!rule) return false;
  rule.left -= 1;
  return true;
}
