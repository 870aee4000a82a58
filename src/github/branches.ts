import type { Octokit } from '@octokit/rest';
import { GitHubFault } from '#errors/github-fault.js';
import type { GitHub, ScratchMerge } from '#ports/github.js';
import type { Sha } from '#process/task.js';
import { type Adapter, ofRepository } from './of-repository.js';

type Branches = Pick<GitHub, 'createBranch' | 'mergeOnScratch' | 'deleteBranch'>;
type At = { owner: string; repo: string };

/** Branches of Greenlight's own making. */
export function openBranches(adapter: Adapter): Branches {
  return {
    async createBranch(repository, branch, sha) {
      const { octokit, at } = ofRepository(adapter, repository);
      try {
        await octokit.rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha });
      } catch (error) {
        if (!isAlreadyThere(error)) throw error;
      }
    },
    async deleteBranch(repository, branch) {
      const { octokit, at } = ofRepository(adapter, repository);
      try {
        await octokit.rest.git.deleteRef({ ...at, ref: `heads/${branch}` });
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
    },
    async mergeOnScratch(repository, { branch, base, head, message }) {
      const { octokit, at } = ofRepository(adapter, repository);
      await resetBranch(octokit, at, { branch, sha: base });
      return merge(octokit, at, { branch, head, message });
    },
  };
}

/** Most often the branch is there from the round before, so moving it is tried first. */
async function resetBranch(
  octokit: Octokit,
  at: At,
  { branch, sha }: { branch: string; sha: Sha },
): Promise<void> {
  try {
    await octokit.rest.git.updateRef({ ...at, ref: `heads/${branch}`, sha, force: true });
  } catch (error) {
    if (!isMissing(error)) throw error;
    await octokit.rest.git.createRef({ ...at, ref: `refs/heads/${branch}`, sha });
  }
}

async function merge(
  octokit: Octokit,
  at: At,
  { branch, head, message }: { branch: string; head: Sha; message: string },
): Promise<ScratchMerge> {
  try {
    const { data, status } = await octokit.rest.repos.merge({
      ...at,
      base: branch,
      head,
      commit_message: message,
    });
    // 204: live contains the head already, so live is what the merge would be.
    if ((status as number) === 204) return await readHead(octokit, at, branch);
    return { kind: 'merged', sha: data.sha, tree: data.commit.tree.sha };
  } catch (error) {
    if (error instanceof GitHubFault && error.status === 409) return { kind: 'conflict' };
    throw error;
  }
}

async function readHead(octokit: Octokit, at: At, branch: string): Promise<ScratchMerge> {
  const { data } = await octokit.rest.repos.getBranch({ ...at, branch });
  return { kind: 'merged', sha: data.commit.sha, tree: data.commit.commit.tree.sha };
}

const isAlreadyThere = (error: unknown): boolean =>
  error instanceof GitHubFault && error.status === 422 && /already exists/i.test(error.message);

const isMissing = (error: unknown): boolean =>
  error instanceof GitHubFault &&
  (error.kind === 'gone' || (error.status === 422 && /does not exist/i.test(error.message)));
