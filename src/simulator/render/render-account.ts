import type { Account, Team } from '../state/records.js';
import type { World } from '../state/world.js';
import type { Json } from './json.js';
import { apiUrl } from './urls.js';

/** GitHub's "simple user". */
export function renderAccount(world: World, { id, nodeId, login, type }: Account): Json {
  const self = apiUrl(world, `/users/${encodeURIComponent(login)}`);
  const page = login.replace(/\[bot\]$/, '');
  return {
    login,
    id,
    node_id: nodeId,
    avatar_url: `${world.url}/avatars/u/${id}`,
    gravatar_id: '',
    url: self,
    html_url: type === 'Bot' ? `${world.url}/apps/${page}` : `${world.url}/${page}`,
    followers_url: `${self}/followers`,
    following_url: `${self}/following{/other_user}`,
    gists_url: `${self}/gists{/gist_id}`,
    starred_url: `${self}/starred{/owner}{/repo}`,
    subscriptions_url: `${self}/subscriptions`,
    organizations_url: `${self}/orgs`,
    repos_url: `${self}/repos`,
    events_url: `${self}/events{/privacy}`,
    received_events_url: `${self}/received_events`,
    type,
    user_view_type: 'public',
    site_admin: false,
  };
}

export function renderAccountOrNull(world: World, account: Account | null): Json | null {
  return account ? renderAccount(world, account) : null;
}

/** The `organization` of a webhook payload. */
export function renderOrganization(world: World, { id, nodeId, login }: Account): Json {
  const self = apiUrl(world, `/orgs/${login}`);
  return {
    login,
    id,
    node_id: nodeId,
    url: self,
    repos_url: `${self}/repos`,
    events_url: `${self}/events`,
    hooks_url: `${self}/hooks`,
    issues_url: `${self}/issues`,
    members_url: `${self}/members{/member}`,
    public_members_url: `${self}/public_members{/member}`,
    avatar_url: `${world.url}/avatars/u/${id}`,
    description: null,
  };
}

export function renderTeam(world: World, organization: Account, team: Team): Json {
  const self = apiUrl(world, `/organizations/${organization.id}/team/${team.id}`);
  return {
    id: team.id,
    node_id: team.nodeId,
    name: team.name,
    slug: team.slug,
    description: null,
    privacy: 'closed',
    notification_setting: 'notifications_enabled',
    permission: 'pull',
    url: self,
    html_url: `${world.url}/orgs/${organization.login}/teams/${team.slug}`,
    members_url: `${self}/members{/member}`,
    repositories_url: `${self}/repos`,
    type: 'organization',
    organization_id: organization.id,
    parent: null,
  };
}
