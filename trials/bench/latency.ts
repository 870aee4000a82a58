import type { Figure } from '../figures.js';
import { commands, talk } from './deliveries.js';
import {
  type Ground,
  startGitHubProcess,
  startGreenlight,
  type StoreKind,
  webhookPath,
  webhookSecret,
} from './ground.js';
import type { Scenario } from './scenario.js';
import { send } from './send.js';

const githubLatencyMs = 50;
const steadyRate = 200;
const burst = 2_000;

/** How long GitHub waits for its answer: at a steady rate, and when everything comes in one second. */
export const latency: Scenario = {
  name: 'latency',
  run: async (ground, tell) => {
    const figures: Figure[] = [];
    for (const store of storesOf(ground)) {
      tell(store);
      figures.push(...(await measure(ground, store)));
    }
    return figures;
  },
};

/** The stores that can be had here. */
export function storesOf({ postgres }: Pick<Ground, 'postgres'>): readonly StoreKind[] {
  return postgres === null ? ['embedded'] : ['embedded', 'postgresql'];
}

async function measure(ground: Ground, store: StoreKind): Promise<readonly Figure[]> {
  const github = await startGitHubProcess(ground, githubLatencyMs);
  const greenlight = await startGreenlight(ground, github, { store, tasks: github.comments.length });
  const url = `${greenlight.url}${webhookPath}`;
  try {
    const make = commands('long', github, webhookSecret);
    await send(url, talk('long', github, webhookSecret), { connections: 10, seconds: 1 });
    const seconds = ground.quick ? 1 : 10;
    const steady = await send(url, make, { connections: 20, seconds, rate: steadyRate });
    const amount = ground.quick ? burst / 10 : burst;
    const sudden = await send(url, make, { connections: 50, amount, rate: amount });
    return [
      { name: `${store}, 25 KB, ${steadyRate}/s: p50`, value: steady.p50, unit: 'ms' },
      { name: `${store}, 25 KB, ${steadyRate}/s: p99`, value: steady.p99, unit: 'ms', limit: { atMost: 25 } },
      {
        name: `${store}, ${amount} in a second: not 2xx`,
        value: sudden.failed + amount - sudden.ok,
        unit: '',
        limit: { atMost: 0 },
      },
      { name: `${store}, ${amount} in a second: p99`, value: sudden.p99, unit: 'ms' },
    ];
  } finally {
    await greenlight.stop();
    await github.stop();
  }
}
