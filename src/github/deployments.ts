import { GitHubFault } from '#errors/github-fault.js';
import type { GitHub } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { readDeploymentPayload } from './read-deployment-payload.js';

type Deployments = Pick<
  GitHub,
  'createDeployment' | 'setDeploymentStatus' | 'listDeployments' | 'reviewDeployment' | 'loadTree'
>;

/** What GitHub takes. */
const longestDescription = 140;
const longestComment = 1024;

/** The record of what was deployed where. */
export function openDeployments(adapter: Adapter): Deployments {
  return {
    async createDeployment(repository, { sha, task, environment, production, description, payload }) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.repos.createDeployment({
        ...at,
        ref: sha,
        task,
        environment,
        description: description.slice(0, longestDescription),
        payload,
        production_environment: production,
        transient_environment: !production,
        // Without these two GitHub may merge into the branch, or wait for our own check.
        auto_merge: false,
        required_contexts: [],
      });
      if (!('id' in data)) throw new Error('GitHub merged instead of deploying, although it was told not to');
      return { id: data.id };
    },
    async setDeploymentStatus(repository, deployment, { state, description, environmentUrl, logUrl }) {
      const { octokit, at } = ofRepository(adapter, repository);
      await octokit.rest.repos.createDeploymentStatus({
        ...at,
        deployment_id: deployment,
        state,
        description: description.slice(0, longestDescription),
        ...(environmentUrl !== undefined && { environment_url: environmentUrl }),
        ...(logUrl !== undefined && { log_url: logUrl }),
      });
    },
    async reviewDeployment(repository, { run, environment, approved, comment }) {
      const { octokit, at } = ofRepository(adapter, repository);
      await octokit.rest.actions.reviewCustomGatesForRun({
        ...at,
        run_id: run,
        environment_name: environment,
        state: approved ? 'approved' : 'rejected',
        comment: comment.slice(0, longestComment),
      });
    },
    async loadTree(repository, sha) {
      const { octokit, at } = ofRepository(adapter, repository);
      try {
        const { data } = await octokit.rest.git.getCommit({ ...at, commit_sha: sha });
        return data.tree.sha;
      } catch (error) {
        if (error instanceof GitHubFault && error.kind !== 'retry') return null;
        throw error;
      }
    },
    async listDeployments(repository, environment) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.repos.listDeployments({ ...at, environment, per_page: 100 });
      return data.map(({ id, sha, task, payload }) => ({ id, sha, task, operation: operationOf(payload) }));
    },
  };
}

function operationOf(payload: unknown): string | null {
  const { operation } = readDeploymentPayload(payload);
  return typeof operation === 'string' ? operation : null;
}
