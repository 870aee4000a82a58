import type { Call, Routes } from '../http/call.js';
import { numberParameter } from '../http/fields.js';
import type { Json } from '../render/json.js';
import { found } from '../state/find.js';
import type { OutgoingDelivery } from '../state/world.js';
import { redeliver } from '../webhooks/dispatch.js';

export const deliveryEndpoints: Routes = {
  'GET /app/hook/config': ({ world }) => ({
    status: 200,
    body: {
      url: world.webhooks.url ?? '',
      content_type: 'json',
      insecure_ssl: '0',
      secret: '********',
    },
  }),
  'GET /app/hook/deliveries': (call) => {
    const { items, headers } = cursorPage(call);
    return { status: 200, body: items.map(renderItem), headers };
  },
  'GET /app/hook/deliveries/{delivery_id}': (call) => {
    const { record } = deliveryOf(call);
    return {
      status: 200,
      body: {
        ...renderItem({ record }),
        url: record.url,
        request: { headers: record.headers, payload: record.payload },
        response: { headers: {}, payload: '' },
      },
    };
  },
  'POST /app/hook/deliveries/{delivery_id}/attempts': (call) => {
    void redeliver(call.world, deliveryOf(call));
    return { status: 202, body: {} };
  },
};

function deliveryOf({ world, params }: Call): OutgoingDelivery {
  const id = numberParameter(params, 'delivery_id');
  return found(world.deliveries.find(({ record }) => record.id === id));
}

/** Newest first; the cursor is the id of the last delivery of the page before. */
function cursorPage({ world, query, path }: Call): {
  items: OutgoingDelivery[];
  headers: Record<string, string>;
} {
  const size = Math.min(100, Number(query.get('per_page') ?? 30) || 30);
  const after = Number((query.get('cursor') ?? '').replace(/^v1_/, '')) || Infinity;
  const status = query.get('status');
  const all = world.deliveries
    .filter(({ record }) => record.id < after)
    .filter(({ record }) => status === null || (record.status === 'OK') === (status === 'success'))
    .sort((a, b) => b.record.id - a.record.id);
  const items = all.slice(0, size);
  const last = items.at(-1);
  if (!last || all.length <= size) return { items, headers: {} };
  const search = new URLSearchParams(query);
  search.set('cursor', `v1_${last.record.id}`);
  return { items, headers: { link: `<${world.url}/api/v3${path}?${search.toString()}>; rel="next"` } };
}

function renderItem({ record }: Pick<OutgoingDelivery, 'record'>): Json {
  const { id, guid, delivered_at, redelivery, duration, status, status_code, event, action } = record;
  const { installation_id, repository_id } = record;
  return {
    id,
    guid,
    delivered_at,
    redelivery,
    duration,
    status,
    status_code,
    event,
    action,
    installation_id,
    repository_id,
    throttled_at: null,
  };
}
