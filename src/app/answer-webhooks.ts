import type { Probot } from 'probot';
import type { ServerSettings } from './read-environment.js';
import { receiveWebhook } from './receive-webhook.js';
import type { Answer } from './serve.js';

/** Takes GitHub's deliveries at the webhook path. */
export function answerWebhooks(
  { webhooks }: Pick<Probot, 'webhooks'>,
  { webhookPath }: Pick<ServerSettings, 'webhookPath'>,
): Answer {
  return async ({ request, response, path, log }) => {
    if (path !== webhookPath || request.method !== 'POST') return false;
    await receiveWebhook({ webhooks, log }, request, response);
    return true;
  };
}
