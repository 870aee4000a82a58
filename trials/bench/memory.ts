import { request } from 'node:http';
import type { Figure } from '../figures.js';
import { commands, talk } from './deliveries.js';
import { startGitHubProcess, startGreenlight, webhookPath, webhookSecret } from './ground.js';
import type { MeasuredServer } from './run-server.js';
import type { Scenario } from './scenario.js';
import { send } from './send.js';

const githubLatencyMs = 50;
const megabyte = 1_000_000;

/** Resident memory with the embedded store: idle, while a hundred thousand deliveries come, and under a body that no one signed. */
export const memory: Scenario = {
  name: 'memory',
  run: async (ground, tell) => {
    const github = await startGitHubProcess(ground, githubLatencyMs);
    const greenlight = await startGreenlight(ground, github, {
      store: 'embedded',
      tasks: github.comments.length,
    });
    const url = `${greenlight.url}${webhookPath}`;
    try {
      await new Promise((resolve) => setTimeout(resolve, 2_000));
      const idle = greenlight.memory().resident;
      tell('a body of 300 MB that nobody signed');
      const grown = await underLargeBody(greenlight, url);
      const parts = 10;
      const amount = ground.quick ? 200 : 10_000;
      const after: number[] = [];
      for (let part = 1; part <= parts; part += 1) {
        tell(`${part * amount} deliveries`);
        // One in ten is a command.
        await send(url, talk('real', github, webhookSecret), { connections: 20, amount: amount * 0.9 });
        await send(url, commands('real', github, webhookSecret), { connections: 20, amount: amount * 0.1 });
        after.push(greenlight.memory().resident);
      }
      const middle = after[parts / 2 - 1] ?? NaN;
      const last = after.at(-1) ?? NaN;
      return [
        { name: 'idle', value: idle, unit: 'MB', limit: { atMost: 150 } },
        {
          name: 'growth under 300 MB that nobody signed',
          value: grown,
          unit: 'MB',
          limit: { atMost: 64 },
        },
        { name: `after ${(amount * parts) / 2} deliveries`, value: middle, unit: 'MB' },
        { name: `after ${amount * parts} deliveries`, value: last, unit: 'MB' },
        { name: `peak`, value: greenlight.memory().peak, unit: 'MB' },
        { name: 'growth in the second half', value: last - middle, unit: 'MB' },
      ] satisfies readonly Figure[];
    } finally {
      await greenlight.stop();
      await github.stop();
    }
  },
};

/** Sends 300 MB without saying how much it will be, until it is all sent or the server has had enough. Resolves to how much memory it cost. */
async function underLargeBody({ memory: look }: MeasuredServer, url: string): Promise<number> {
  const before = look().resident;
  let most = before;
  const watching = setInterval(() => (most = Math.max(most, look().resident)), 5);
  const chunk = Buffer.alloc(megabyte, 'a');
  await new Promise<void>((resolve) => {
    const sent = request(url, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-github-delivery': 'large',
        'x-github-event': 'push',
        'x-hub-signature-256': `sha256=${'0'.repeat(64)}`,
      },
    });
    sent.once('close', resolve).once('error', () => resolve());
    sent.once('response', (response) => response.resume().once('close', resolve));
    const push = (left: number): void => {
      if (left === 0 || sent.destroyed) sent.end();
      else sent.write(chunk, () => push(left - 1));
    };
    push(300);
  });
  clearInterval(watching);
  return Math.max(most, look().resident) - before;
}
