import type { EmitterWebhookEvent, EmitterWebhookEventName } from '@octokit/webhooks';

/** A payload as GitHub's webhook descriptions have it. */
export type Payload<Name extends EmitterWebhookEventName> = EmitterWebhookEvent<Name>['payload'];
