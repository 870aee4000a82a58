import { listEntries, readBlob, type TreeEntry } from '../git/read-path.js';
import { resolveCommit } from '../git/read-commit.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import type { Json } from '../render/json.js';
import { renderAccount } from '../render/render-account.js';
import { renderFullRepository } from '../render/render-repository.js';
import { pageUrl, repositoryApiUrl } from '../render/urls.js';
import { found } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import { hasRole, roleOf } from '../state/role.js';

const repo = '/repos/{owner}/{repo}';
const rawType = 'application/vnd.github.raw';

export const repositoryEndpoints: RepositoryRoutes = {
  [`GET ${repo}`]: ({ world, repository }) => ({
    status: 200,
    body: renderFullRepository(world, repository),
  }),
  [`GET ${repo}/collaborators/{username}/permission`]: collaboratorPermission,
  [`GET ${repo}/contents`]: contents,
  [`GET ${repo}/contents/{path}`]: contents,
};

/** The legacy word (maintain is write, triage is read) and the role's own name. */
function collaboratorPermission({ world, repository, params }: RepositoryCall): Answer {
  const login = params['username'] ?? '';
  const account = world.accounts.get(login.toLowerCase());
  if (account?.type !== 'User') throw new GitHubError(404, `${login} is not a user`);
  const role = roleOf(account, repository);
  const legacy = {
    none: 'none',
    read: 'read',
    triage: 'read',
    write: 'write',
    maintain: 'write',
    admin: 'admin',
  };
  return {
    status: 200,
    body: {
      permission: legacy[role],
      role_name: role,
      user: {
        ...renderAccount(world, account),
        role_name: role,
        permissions: {
          admin: role === 'admin',
          maintain: hasRole(role, 'maintain'),
          push: hasRole(role, 'write'),
          triage: hasRole(role, 'triage'),
          pull: hasRole(role, 'read'),
        },
      },
    },
  };
}

async function contents({ world, repository, params, query, headers }: RepositoryCall): Promise<Answer> {
  const path = (params['path'] ?? '').replace(/\/$/, '');
  const ref = query.get('ref') ?? repository.defaultBranch;
  const commit = await resolveCommit(repository, ref);
  if (commit === null) throw new GitHubError(404, `No commit found for the ref ${ref}`);
  const render = (entry: TreeEntry): Json =>
    renderEntry(entry, { ref, url: pageUrl(world, repository), api: repositoryApiUrl(world, repository) });
  const { entry, children } = await listEntries(repository, commit, path);
  if (children) return { status: 200, body: children.map(render) };
  const file = found(entry);
  const content = await readBlob(repository, file.sha);
  if (headers['accept']?.includes(rawType)) return { status: 200, body: content.toString() };
  const encoded = content.toString('base64').replace(/(.{60})/g, '$1\n');
  return { status: 200, body: { ...render(file), encoding: 'base64', content: `${encoded}\n` } };
}

function renderEntry(
  { path, type, sha, size }: TreeEntry,
  { ref, url, api }: { ref: string; url: string; api: string },
): Json {
  const self = `${api}/contents/${encodeURI(path)}?ref=${encodeURIComponent(ref)}`;
  const isFile = type === 'blob';
  const git = `${api}/git/${isFile ? 'blobs' : 'trees'}/${sha}`;
  const html = `${url}/${isFile ? 'blob' : 'tree'}/${ref}/${encodeURI(path)}`;
  return {
    type: isFile ? 'file' : 'dir',
    name: path.split('/').at(-1),
    path,
    sha,
    size,
    url: self,
    html_url: html,
    git_url: git,
    download_url: isFile ? `${url}/raw/${ref}/${encodeURI(path)}` : null,
    _links: { self, git, html },
  };
}
