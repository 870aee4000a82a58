import { GitHubFault } from '#errors/github-fault.js';
import type { GitHub } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

/** The environments that GitHub shows beside the deployments. */
export function openEnvironments(adapter: Adapter): Pick<GitHub, 'removeEnvironment' | 'listEnvironments'> {
  return {
    removeEnvironment: (repository, environment) =>
      removeEnvironment(ofRepository(adapter, repository), environment),
    async listEnvironments(repository) {
      const { octokit, at } = ofRepository(adapter, repository);
      const { data } = await octokit.rest.repos.listDeployments({ ...at, per_page: 100 });
      return [...new Set(data.map(({ environment }) => environment))];
    },
  };
}

/** Deployments that are removed with one request. */
const atOnce = 50;

/** GitHub deletes only what is inactive; what somebody deleted meanwhile is gone all the same. */
async function removeEnvironment(
  { octokit, at }: ReturnType<typeof ofRepository>,
  environment: string,
): Promise<'gone' | 'kept'> {
  const { repos } = octokit.rest;
  const list = async (): Promise<readonly string[]> => {
    const { data } = await repos.listDeployments({ ...at, environment, per_page: atOnce });
    return data.map(({ node_id: node }) => node);
  };
  for (let nodes = await list(); nodes.length > 0;) {
    await unlessGone(graphql(octokit, documentFor(nodes), {}));
    if (nodes.length < atOnce) break;
    const next = await list();
    if (next[0] === nodes[0]) throw new Error(`GitHub keeps the deployments of ${environment}`);
    nodes = next;
  }
  try {
    await unlessGone(repos.deleteAnEnvironment({ ...at, environment_name: environment }));
    return 'gone';
  } catch (error) {
    if (error instanceof GitHubFault && error.kind === 'refused') return 'kept';
    throw error;
  }
}

/** GraphQL does the steps of one document in their order. */
function documentFor(nodes: readonly string[]): string {
  const steps = nodes.flatMap((node, index) => {
    const id = JSON.stringify(node);
    return [
      `end${index}: createDeploymentStatus(input: { deploymentId: ${id}, state: INACTIVE, autoInactive: false }) { clientMutationId }`,
      `gone${index}: deleteDeployment(input: { id: ${id} }) { clientMutationId }`,
    ];
  });
  return `mutation RemoveDeployments {\n  ${steps.join('\n  ')}\n}`;
}

async function unlessGone(call: Promise<unknown>): Promise<void> {
  try {
    await call;
  } catch (error) {
    if (!(error instanceof GitHubFault) || error.kind !== 'gone') throw error;
  }
}
