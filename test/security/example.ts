import { createRequire } from 'node:module';
import { translate } from '#github/translate/translate.js';
import type { What } from '#ports/signal.js';

export type Payload = Readonly<Record<string, unknown>>;

/** What GitHub has really sent, as @octokit/webhooks collects it. */
const examples = createRequire(import.meta.url)('@octokit/webhooks-examples') as readonly {
  readonly name: string;
  readonly examples: readonly Payload[];
}[];

/** The App that all of it is delivered to. */
export const self = { appId: 4711, appSlug: 'greenlight' };

/** A real payload of this event and action, sent by a person through the App. */
export function example(event: string, action: string | null): Payload {
  const found = examples
    .find(({ name }) => name === event)
    ?.examples.find((one) => action === null || one['action'] === action);
  if (found === undefined) throw new Error(`no example of ${event}.${action ?? ''}`);
  return { ...found, installation: { id: 99 }, sender: { login: 'tess', type: 'User' } };
}

/** The payload with changes in one of its parts. */
export function part(payload: Payload, name: string, changes: Payload): Payload {
  return { ...payload, [name]: { ...(payload[name] as Payload), ...changes } };
}

/** What a delivery says to Greenlight. */
export function whats(event: string, payload: Payload): readonly What[] {
  return translate(event, payload, self).map(({ what }) => what);
}
