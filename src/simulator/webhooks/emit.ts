import type { Account, Installation, RepositoryState } from '../state/records.js';
import type { World } from '../state/world.js';
import { announce } from '../state/announce.js';
import type { Json } from '../render/json.js';
import { renderAccount, renderOrganization } from '../render/render-account.js';
import { renderRepository } from '../render/render-repository.js';
import { dispatch } from './dispatch.js';

/** Something that happened: what GitHub calls it, to what, by whom, and what its payload tells besides. */
export interface Happening {
  world: World;
  repository: RepositoryState;
  by: Account;
}

/** Delivers an event of a repository to the App, if it is installed there and subscribed. `action` is null where GitHub has none. */
export function emit(happening: Happening, event: string, action: string | null, fields: Json): void {
  const { world, repository, by } = happening;
  repository.updatedAt = world.now();
  const installation = world.installations.find((one) => one.repositoryIds.has(repository.id));
  if (installation && isSubscribed(installation, event, action)) {
    const payload = {
      ...(action === null ? {} : { action }),
      ...fields,
      repository: renderRepository(world, repository),
      ...(repository.owner.type === 'Organization'
        ? { organization: renderOrganization(world, repository.owner) }
        : {}),
      sender: renderAccount(world, by),
      installation: { id: installation.id, node_id: installation.nodeId },
    };
    deliver(world, { event, action, payload, installation, repositoryId: repository.id });
  }
  announce(world);
}

/** Events of the installation itself are delivered whatever the App subscribed to. */
export function emitInstallation(
  world: World,
  installation: Installation,
  { event, action, fields, by }: { event: string; action: string; fields: Json; by: Account },
): void {
  const payload = { action, ...fields, sender: renderAccount(world, by) };
  deliver(world, { event, action, payload, installation, repositoryId: null });
  announce(world);
}

/** Events that GitHub sends only to who may read what they are about. */
const needs: Record<string, string> = {
  deployment_protection_rule: 'actions',
  merge_group: 'merge_queues',
};

/** Events of an organisation, about no repository: to the App, if it is installed there and subscribed. */
export function emitOfOrganization(
  world: World,
  organization: Account,
  { event, action, fields, by }: { event: string; action: string; fields: Json; by: Account },
): void {
  const installation = world.installations.find((one) => one.account === organization);
  if (installation && isSubscribed(installation, event, action)) {
    const about = {
      ...fields,
      organization: renderOrganization(world, organization),
      installation: { id: installation.id, node_id: installation.nodeId },
    };
    emitInstallation(world, installation, { event, action, fields: about, by });
  }
  announce(world);
}

/** An App that may write checks gets the requests for its own checks without subscribing. */
function isSubscribed({ events, permissions }: Installation, event: string, action: string | null): boolean {
  const needed = needs[event];
  if (needed !== undefined && permissions[needed] === undefined) return false;
  if (events.includes(event)) return true;
  const isRequest = action === 'requested' || action === 'rerequested' || action === 'requested_action';
  return permissions['checks'] === 'write' && event.startsWith('check_') && isRequest;
}

interface Delivery {
  event: string;
  action: string | null;
  payload: Json;
  installation: Installation;
  repositoryId: number | null;
}

function deliver(world: World, { event, action, payload, installation, repositoryId }: Delivery): void {
  const { url } = world.webhooks;
  if (url === null) return;
  const raw = JSON.stringify(payload);
  dispatch(world, {
    raw,
    record: {
      id: world.newId(),
      guid: world.newGuid(),
      event,
      action,
      delivered_at: new Date(world.now()).toISOString(),
      redelivery: false,
      status_code: 0,
      status: 'pending',
      duration: 0,
      installation_id: installation.id,
      repository_id: repositoryId,
      url,
      headers: {},
      // A snapshot: later changes must not show in what was delivered.
      payload: JSON.parse(raw) as Json,
    },
  });
}
