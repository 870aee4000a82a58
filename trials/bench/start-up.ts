import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../figures.js';
import { commands } from './deliveries.js';
import { startGitHubProcess, startGreenlight, webhookPath, webhookSecret } from './ground.js';
import { storesOf } from './latency.js';
import type { Scenario } from './scenario.js';

const githubLatencyMs = 50;
const patienceMs = 30_000;

/** From starting the process until it answers, and until the first job is done; with 1,000 open tasks in the store. */
export const startUp: Scenario = {
  name: 'start-up',
  run: async (ground, tell) => {
    const figures: Figure[] = [];
    for (const store of storesOf(ground)) {
      tell(store);
      const github = await startGitHubProcess(ground, githubLatencyMs);
      const tasks = ground.quick ? 20 : 1_000;
      const greenlight = await startGreenlight(ground, github, { store, tasks, limits: 100 });
      try {
        const ready = performance.now();
        const make = commands('real', github, webhookSecret);
        await fetch(`${greenlight.url}${webhookPath}`, { method: 'POST', ...make() });
        await untilOneIsDone(greenlight.count);
        const first = greenlight.startedInMs + performance.now() - ready;
        figures.push(
          { name: `${store}: takes connections`, value: greenlight.startedInMs / 1_000, unit: 's' },
          { name: `${store}: first job done`, value: first / 1_000, unit: 's', limit: { atMost: 5 } },
        );
      } finally {
        await greenlight.stop();
        await github.stop();
      }
    }
    return figures;
  },
};

async function untilOneIsDone(count: (query: string) => Promise<number>): Promise<void> {
  const until = Date.now() + patienceMs;
  const done = `select count(*) from jobs where state = 'done' and kind = 'event'`;
  while ((await count(done)) === 0) {
    if (Date.now() > until) throw new Error('no job was done in half a minute');
    await delay(10);
  }
}
