import { readCommit, resolveCommit } from '../git/read-commit.js';
import { branchesWithTip } from '../git/branches-with-tip.js';
import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import type { CommitStatus } from '../state/records.js';
import { renderCommit } from '../render/render-commit.js';
import { renderTime } from '../render/render-time.js';
import { repositoryApiUrl } from '../render/urls.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';

export type NewStatus = Pick<CommitStatus, 'sha' | 'context' | 'state' | 'description' | 'targetUrl'>;

/** Reports a commit status; a later one of the same context counts instead of an earlier one. */
export async function createStatus(doer: Doer, fields: NewStatus): Promise<CommitStatus> {
  const { world, repository, by } = doer;
  const sha = await resolveCommit(repository, fields.sha);
  if (sha === null) throw refuse.invalid(`No commit found for SHA: ${fields.sha}`);
  const id = world.newId();
  const status = { ...fields, sha, id, nodeId: nodeId('SC', id), creator: by, createdAt: world.now() };
  repository.statuses.push(status);
  const commit = await readCommit(repository, sha);
  const branches = await branchesWithTip(repository, sha);
  emit(doer, 'status', null, {
    id,
    sha,
    name: `${repository.owner.login}/${repository.name}`,
    avatar_url: `${world.url}/avatars/u/${by.id}`,
    target_url: status.targetUrl,
    context: status.context,
    description: status.description,
    state: status.state,
    commit: commit ? renderCommit(world, repository, commit) : null,
    branches: branches.slice(0, 10).map((name) => ({
      name,
      commit: { sha, url: repositoryApiUrl(world, repository, `/commits/${sha}`) },
      protected: repository.protections.has(name),
    })),
    created_at: renderTime(status.createdAt),
    updated_at: renderTime(status.createdAt),
  });
  world.goOnWithQueues(doer);
  return status;
}
