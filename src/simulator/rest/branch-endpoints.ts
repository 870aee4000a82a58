import { listRefs } from '../git/list-refs.js';
import { readCommit, resolveCommit } from '../git/read-commit.js';
import type { Answer, RepositoryCall, RepositoryRoutes } from '../http/call.js';
import { isRecord, listField, recordField, requiredText, textsField } from '../http/fields.js';
import { listAnswer } from '../http/paginate.js';
import type { Json } from '../render/json.js';
import { renderCommit } from '../render/render-commit.js';
import { pageUrl, repositoryApiUrl } from '../render/urls.js';
import { found } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import type { Protection } from '../state/protection.js';

const repo = '/repos/{owner}/{repo}';
const protection = `${repo}/branches/{branch}/protection`;

export const branchEndpoints: RepositoryRoutes = {
  [`GET ${repo}/branches`]: async (call) => {
    const refs = await listRefs(call.repository, 'refs/heads');
    return listAnswer(call, [...refs], ([ref, sha]) =>
      shortBranch(call, ref.slice('refs/heads/'.length), sha),
    );
  },
  [`GET ${repo}/branches/{branch}`]: oneBranch,
  [`GET ${repo}/tags`]: async (call) => {
    const refs = await listRefs(call.repository, 'refs/tags');
    const tags = await Promise.all(
      [...refs.keys()]
        .reverse()
        .map(async (ref) => ({ ref, sha: (await resolveCommit(call.repository, ref)) ?? '' })),
    );
    return listAnswer(call, tags, ({ ref, sha }) => renderTag(call, ref.slice('refs/tags/'.length), sha));
  },
  [`GET ${protection}`]: renderProtection,
  [`PUT ${protection}`]: protect,
  [`GET ${protection}/required_status_checks`]: (call) => {
    const url = repositoryApiUrl(
      call.world,
      call.repository,
      `/branches/${call.params['branch']}/protection`,
    );
    return { status: 200, body: renderRequiredChecks(protectionOf(call), url) };
  },
};

function renderProtection(call: RepositoryCall): Answer {
  const rules = protectionOf(call);
  const url = repositoryApiUrl(call.world, call.repository, `/branches/${call.params['branch']}/protection`);
  return {
    status: 200,
    body: {
      url,
      required_status_checks: renderRequiredChecks(rules, url),
      enforce_admins: { url: `${url}/enforce_admins`, enabled: false },
      allow_force_pushes: { enabled: false },
      allow_deletions: { enabled: false },
    },
  };
}

/** Of a protection only the required checks are kept; app id -1, or none, stands for any App. */
async function protect(call: RepositoryCall): Promise<Answer> {
  const branch = call.params['branch'] ?? '';
  if ((await resolveCommit(call.repository, `refs/heads/${branch}`)) === null) {
    throw new GitHubError(404, 'Branch not found');
  }
  const checks = recordField(call.body, 'required_status_checks') ?? {};
  const pinned = (listField(checks, 'checks') ?? []).filter(isRecord).map((check) => {
    const appId = check['app_id'];
    return {
      context: requiredText(check, 'context', 'Protection'),
      appId: typeof appId === 'number' && appId > 0 ? appId : null,
    };
  });
  const plain = (textsField(checks, 'contexts') ?? []).map((context) => ({ context, appId: null }));
  const { mergeQueue = null } = call.repository.protections.get(branch) ?? {};
  const requiredChecks = pinned.length > 0 ? pinned : plain;
  call.repository.protections.set(branch, { requiredChecks, mergeQueue });
  return renderProtection(call);
}

function protectionOf({ repository, params }: RepositoryCall): Protection {
  const rules = repository.protections.get(params['branch'] ?? '');
  if (!rules) throw new GitHubError(404, 'Branch not protected');
  return rules;
}

function renderRequiredChecks({ requiredChecks }: Protection, url: string): Json {
  return {
    url: `${url}/required_status_checks`,
    strict: false,
    contexts: requiredChecks.map((check) => check.context),
    contexts_url: `${url}/required_status_checks/contexts`,
    checks: requiredChecks.map((check) => ({ context: check.context, app_id: check.appId })),
  };
}

function shortBranch({ world, repository }: RepositoryCall, name: string, sha: string): Json {
  const rules = repository.protections.get(name);
  return {
    name,
    commit: { sha, url: repositoryApiUrl(world, repository, `/commits/${sha}`) },
    protected: rules !== undefined,
    protection: {
      enabled: rules !== undefined,
      required_status_checks: {
        enforcement_level: rules ? 'non_admins' : 'off',
        contexts: rules?.requiredChecks.map((check) => check.context) ?? [],
        checks: rules?.requiredChecks.map((check) => ({ context: check.context, app_id: check.appId })) ?? [],
      },
    },
    protection_url: repositoryApiUrl(world, repository, `/branches/${name}/protection`),
  };
}

async function oneBranch(call: RepositoryCall): Promise<Answer> {
  const { world, repository, params } = call;
  const name = params['branch'] ?? '';
  const commit = await readCommit(repository, `refs/heads/${name}`);
  if (!commit) throw new GitHubError(404, 'Branch not found');
  const self = repositoryApiUrl(world, repository, `/branches/${name}`);
  return {
    status: 200,
    body: {
      ...shortBranch(call, name, commit.sha),
      commit: renderCommit(world, repository, commit),
      _links: { self, html: pageUrl(world, repository, `/tree/${name}`) },
    },
  };
}

function renderTag({ world, repository }: RepositoryCall, name: string, sha: string): Json {
  return {
    name,
    commit: { sha: found(sha), url: repositoryApiUrl(world, repository, `/commits/${sha}`) },
    zipball_url: repositoryApiUrl(world, repository, `/zipball/refs/tags/${name}`),
    tarball_url: repositoryApiUrl(world, repository, `/tarball/refs/tags/${name}`),
    node_id: `REF_${Buffer.from(`refs/tags/${name}`).toString('base64url')}`,
  };
}
