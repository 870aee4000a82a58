import { openBodyBudget } from './body-budget.js';
import { type Receiver, receiveWebhook } from './receive-webhook.js';
import type { Answer } from './serve.js';

/** Takes GitHub's deliveries at the webhook path. */
export function answerWebhooks(
  receiver: Omit<Receiver, 'budget' | 'log'>,
  { webhookPath }: { webhookPath: string },
): Answer {
  const budget = openBodyBudget();
  return async ({ request, response, path, log }) => {
    if (path !== webhookPath || request.method !== 'POST') return false;
    await receiveWebhook({ ...receiver, budget, log }, request, response);
    return true;
  };
}
