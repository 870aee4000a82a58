import type { FaultEffect } from '#simulator/github.js';
import type { Chance } from './seeded.js';

/** What GitHub does to requests, by name; each as likely as the others. */
const effects: Readonly<Record<string, (chance: Chance) => FaultEffect>> = {
  '500': () => ({ status: 500 }),
  '502': () => ({ status: 502, body: { message: 'Server Error' } }),
  '403 secondary limit': (chance) => ({
    status: 403,
    body: { message: 'You have exceeded a secondary rate limit.' },
    headers: { 'retry-after': String(chance.between(1, 2)) },
  }),
  '429': () => ({ status: 429, body: { message: 'Too many requests' }, headers: { 'retry-after': '1' } }),
  'done, and answered late': (chance) => ({ answerAfterMs: chance.between(500, 2_500) }),
  'no answer': () => 'drop',
  'done, but the connection dropped': () => 'drop-after-doing',
};

/** Decides what a request meets, and counts it. */
export function misbehave(
  chance: Chance,
  { share, counts }: { share: number; counts: Map<string, number> },
): () => FaultEffect | null {
  return () => {
    if (!chance.in(share)) return null;
    const [name, effect] = chance.pick(Object.entries(effects));
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return effect(chance);
  };
}

/** How deliveries fare, by name and share. */
const fates: readonly {
  readonly name: string;
  readonly share: number;
  readonly delays: (chance: Chance) => readonly number[];
}[] = [
  { name: 'twice', share: 0.1, delays: (chance) => [0, chance.between(0, 1_500)] },
  { name: 'late, and after others', share: 0.15, delays: (chance) => [chance.between(200, 4_000)] },
  {
    name: 'twice and late',
    share: 0.03,
    delays: (chance) => [chance.between(200, 3_000), chance.between(0, 6_000)],
  },
  { name: 'never', share: 0.04, delays: () => [] },
];

/** Decides how a delivery fares, and counts it. */
export function misdeliver(chance: Chance, counts: Map<string, number>): () => readonly number[] {
  return () => {
    let draw = chance.next();
    const fate = fates.find(({ share }) => (draw -= share) < 0);
    const name = fate?.name ?? 'once, at once';
    counts.set(name, (counts.get(name) ?? 0) + 1);
    return fate?.delays(chance) ?? [0];
  };
}
