import { setTimeout as delay } from 'node:timers/promises';
import type { Figure } from '../figures.js';
import { commands } from './deliveries.js';
import {
  type Ground,
  type MeasuredGreenlight,
  startGitHubProcess,
  startGreenlight,
  type StoreKind,
  webhookPath,
  webhookSecret,
} from './ground.js';
import { storesOf } from './latency.js';
import type { Scenario } from './scenario.js';
import { type Answered, send } from './send.js';

/** Two measurements of the same thing differ by so much on a machine that does nothing else. */
const tolerance = 1.3;
const githubLatencyMs = 0;
const patienceMs = 60_000;

interface Cost {
  readonly answered: Answered;
  /** Processor time for one delivery, until everything about it is done. */
  readonly cpuMs: number;
}

/** Whether one delivery costs the same however many tasks are open: its answer, and the processor time until all about it is done. */
export const openTasks: Scenario = {
  name: 'open-tasks',
  run: async (ground, tell) => {
    const figures: Figure[] = [];
    for (const store of storesOf(ground)) {
      const costs: Cost[] = [];
      const counts = ground.quick ? [20, 200] : [20, 1_000, 10_000];
      for (const tasks of counts) {
        tell(`${store}, ${tasks} open tasks`);
        const cost = await measure(ground, { store, tasks });
        costs.push(cost);
        figures.push(
          { name: `${store}, ${tasks} open tasks: p50`, value: cost.answered.p50, unit: 'ms' },
          { name: `${store}, ${tasks} open tasks: processor`, value: cost.cpuMs, unit: 'ms' },
        );
      }
      const grown = (costs.at(-1)?.cpuMs ?? NaN) / (costs[0]?.cpuMs ?? NaN);
      const name = `${store}, ${counts.at(-1)} open tasks beside ${counts[0]}: processor`;
      figures.push({ name, value: grown, unit: '×', limit: { atMost: tolerance } });
    }
    return figures;
  },
};

async function measure(ground: Ground, { store, tasks }: { store: StoreKind; tasks: number }): Promise<Cost> {
  const github = await startGitHubProcess(ground, githubLatencyMs);
  const greenlight = await startGreenlight(ground, github, { store, tasks, limits: 100 });
  const url = `${greenlight.url}${webhookPath}`;
  const amount = ground.quick ? 20 : 300;
  try {
    const make = commands('real', github, webhookSecret);
    await send(url, make, { connections: 1, amount: 50 });
    await untilDone(greenlight);
    const before = greenlight.cpuMs();
    const answered = await send(url, make, { connections: 1, amount });
    await untilDone(greenlight);
    return { answered, cpuMs: (greenlight.cpuMs() - before) / amount };
  } finally {
    await greenlight.stop();
    await github.stop();
  }
}

/** Resolves when nothing is due any more. */
async function untilDone({ count }: MeasuredGreenlight): Promise<void> {
  const until = Date.now() + patienceMs;
  const due = `select count(*) from jobs where state = 'ready' and due <= ${Date.now() + 1_000}`;
  while ((await count(due)) > 0) {
    if (Date.now() > until) throw new Error('the work was not done in a minute');
    await delay(50);
  }
}
