import type { AppIdentity, Installation } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { renderAccount } from './render-account.js';
import { renderTime } from './render-time.js';
import { apiUrl } from './urls.js';

/** An App ("integration") as it appears in checks, comments and at GET /app. */
export function renderApp(world: World, app: AppIdentity): Json {
  return {
    id: app.id,
    slug: app.slug,
    node_id: app.nodeId,
    client_id: `Iv23li${app.id}`,
    owner: renderAccount(world, app.owner),
    name: app.name,
    description: '',
    external_url: `${world.url}/apps/${app.slug}`,
    html_url: `${world.url}/apps/${app.slug}`,
    created_at: renderTime(app.createdAt),
    updated_at: renderTime(app.createdAt),
    permissions: app.permissions,
    events: app.events,
  };
}

export function renderAppIf(world: World, viaApp: boolean): Json | null {
  return viaApp ? renderApp(world, world.app) : null;
}

export function renderInstallation(world: World, installation: Installation): Json {
  const { id, account, permissions, events, createdAt, updatedAt } = installation;
  return {
    id,
    account: renderAccount(world, account),
    repository_selection: 'selected',
    access_tokens_url: apiUrl(world, `/app/installations/${id}/access_tokens`),
    repositories_url: apiUrl(world, '/installation/repositories'),
    html_url: `${world.url}/settings/installations/${id}`,
    app_id: world.app.id,
    app_slug: world.app.slug,
    client_id: `Iv23li${world.app.id}`,
    target_id: account.id,
    target_type: account.type === 'Organization' ? 'Organization' : 'User',
    permissions,
    events,
    created_at: renderTime(createdAt),
    updated_at: renderTime(updatedAt),
    single_file_name: null,
    has_multiple_single_files: false,
    single_file_paths: [],
    suspended_by: null,
    suspended_at: null,
  };
}
