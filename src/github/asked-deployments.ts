import type { GitHub } from '#ports/github.js';
import type { Sha } from '#process/task.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';
import { readAnswer } from './read-answer.js';

const workflowTrees = `query WorkflowTrees($owner: String!, $name: String!, $one: String!, $other: String!) {
  repository(owner: $owner, name: $name) {
    one: object(expression: $one) { oid }
    other: object(expression: $other) { oid }
  }
}`;

interface WorkflowTrees {
  readonly repository: Readonly<Record<'one' | 'other', { readonly oid: Sha } | null>>;
}

/** Deployments that others do for Greenlight: what they answered, and which workflows they would run. */
export function openAskedDeployments(
  adapter: Adapter,
): Pick<GitHub, 'listDeploymentAnswers' | 'hasSameWorkflows'> {
  return {
    async listDeploymentAnswers(repository, deployment) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.repos.listDeploymentStatuses({
        ...at,
        deployment_id: deployment,
        per_page: 100,
      });
      return data
        .map((status) => readAnswer(status, `${adapter.appSlug}[bot]`))
        .filter((answer) => answer !== null);
    },
    async hasSameWorkflows(repository, { commit, as }) {
      const { octokit } = ofRepository(adapter, repository);
      const { owner, name } = repository;
      const [one, other] = [commit, as].map((sha) => `${sha}:.github/workflows`);
      const answer = await graphql<WorkflowTrees>(octokit, workflowTrees, { owner, name, one, other });
      return answer.repository.one?.oid === answer.repository.other?.oid;
    },
  };
}
