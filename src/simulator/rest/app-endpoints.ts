import { createToken } from '../acts/installations.js';
import type { Answer, Call, Routes } from '../http/call.js';
import { listField, numberParameter, recordField, textsField } from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import { isGranted } from '../http/permissions.js';
import { renderApp, renderInstallation } from '../render/render-app.js';
import { renderRepository } from '../render/render-repository.js';
import { renderTime } from '../render/render-time.js';
import { findRepository, found } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import type { Installation, Permission, Permissions } from '../state/records.js';

export const appEndpoints: Routes = {
  'GET /app': ({ world }) => ({
    status: 200,
    body: { ...renderApp(world, world.app), installations_count: world.installations.length },
  }),
  'GET /app/installations': (call) =>
    listAnswer(call, call.world.installations, (one) => renderInstallation(call.world, one)),
  'GET /app/installations/{installation_id}': (call) => ({
    status: 200,
    body: renderInstallation(call.world, installationOf(call)),
  }),
  'POST /app/installations/{installation_id}/access_tokens': makeToken,
  'GET /repos/{owner}/{repo}/installation': ({ world, params }) => {
    const repository = findRepository(world, `${params['owner']}/${params['repo']}`);
    const installation = world.installations.find((one) => one.repositoryIds.has(repository.id));
    return { status: 200, body: renderInstallation(world, found(installation)) };
  },
};

function installationOf({ world, params }: Call): Installation {
  const id = numberParameter(params, 'installation_id');
  return found(world.installations.find((one) => one.id === id));
}

function makeToken(call: Call): Answer {
  const { world } = call;
  const installation = installationOf(call);
  const chosen = chosenRepositories(call, installation);
  const permissions = chosenPermissions(call, installation);
  const token = createToken(world, installation, {
    permissions,
    repositoryIds: chosen ? new Set(chosen.map((one) => one.id)) : null,
  });
  return {
    status: 201,
    body: {
      token: token.value,
      expires_at: renderTime(token.expiresAt),
      permissions,
      repository_selection: 'selected',
      ...(chosen ? { repositories: chosen.map((one) => renderRepository(world, one)) } : {}),
    },
  };
}

function chosenRepositories({ world, body }: Call, { repositoryIds }: Installation) {
  const ids = listField(body, 'repository_ids');
  const names = textsField(body, 'repositories');
  if (!ids && !names) return null;
  const installed = world.repositories.filter((one) => repositoryIds.has(one.id));
  const wanted = [...(ids ?? []), ...(names ?? [])];
  return wanted.map((key) => {
    const repository = installed.find((one) => one.id === key || one.name === key);
    if (repository) return repository;
    throw refuse.invalid(
      'There is at least one repository that does not exist or is not accessible to the parent installation.',
    );
  });
}

function chosenPermissions({ body }: Call, installation: Installation): Permissions {
  const wanted = recordField(body, 'permissions');
  if (!wanted) return installation.permissions;
  const chosen: Permissions = { metadata: 'read' };
  for (const [name, level] of Object.entries(wanted)) {
    if (!isPermission(level) || !isGranted(installation.permissions, { name, level }, false)) {
      throw refuse.invalid('The permissions requested are not granted to this installation.');
    }
    chosen[name] = level;
  }
  return chosen;
}

function isPermission(value: unknown): value is Permission {
  return value === 'read' || value === 'write' || value === 'admin';
}
