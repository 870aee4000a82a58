import { Webhook } from 'standardwebhooks';
import type { Clock } from '#ports/clock.js';
import type { Hooks } from '#ports/hooks.js';
import type { RepositoryRef } from '#process/task.js';
import type { Hook } from './hook.js';

const timeoutMs = 10_000;

/** Sends to the operator's places over HTTP. Redirects are not followed: a secret address stays where it was meant to be. */
export function openHooks(hooks: ReadonlyMap<string, Hook>, clock: Clock): Hooks {
  return {
    async send({ hook: name, id, body }, repository) {
      const hook = hooks.get(name);
      if (hook === undefined || !isFor(hook, repository)) return false;
      const response = await fetch(hook.url, {
        method: 'POST',
        body,
        headers: headersOf(hook, { id, at: new Date(clock.now()), body }),
        redirect: 'error',
        signal: AbortSignal.timeout(timeoutMs),
      });
      await response.body?.cancel();
      if (!response.ok) throw new Error(`${name} answered ${response.status}`);
      return true;
    },
  };
}

/** GitHub does not tell names apart by case. */
function isFor({ repositories }: Hook, { owner, name }: RepositoryRef): boolean {
  const allowed = [`${owner}/${name}`, `${owner}/*`].map((one) => one.toLowerCase());
  return repositories.some((one) => allowed.includes(one.toLowerCase()));
}

function headersOf(
  { secret }: Hook,
  { id, at, body }: { id: string; at: Date; body: string },
): Record<string, string> {
  const plain = { 'content-type': 'application/json', 'user-agent': 'greenlight', 'webhook-id': id };
  if (secret === null) return plain;
  return {
    ...plain,
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, at, body),
  };
}
