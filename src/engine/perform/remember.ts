import type { Performing } from './performance.js';

/**
 * What one try of an operation has found holds for every later one: an operation that waits for others is tried many times, and
 * must not change what it is about meanwhile.
 */
export async function remember<Found>(
  { engine: { store }, operation }: Performing,
  what: string,
  find: () => Promise<Found>,
): Promise<Found> {
  const name = `found:${operation.id}:${what}`;
  const noted = await store.loadNote(name);
  if (noted !== null) return JSON.parse(noted) as Found;
  const found = await find();
  await store.saveNote(name, JSON.stringify(found));
  return found;
}
