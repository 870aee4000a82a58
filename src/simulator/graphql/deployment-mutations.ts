import { createDeploymentStatus, deleteDeployment } from '../acts/deployments.js';
import type { Call } from '../http/call.js';
import type { DeploymentState } from '../state/records.js';
import { change } from './change.js';
import { findNodeOf } from './find-node.js';

interface StatusInput {
  deploymentId: string;
  state: Uppercase<DeploymentState>;
  autoInactive: boolean;
  description: string;
  environment?: string | null;
  environmentUrl: string;
  logUrl: string;
  clientMutationId?: string | null;
}

interface DeletionInput {
  id: string;
  clientMutationId?: string | null;
}

/** How a deployment goes, and its removal. */
export const deploymentMutations = {
  createDeploymentStatus: async ({ input }: { input: StatusInput }, call: Call): Promise<object> => {
    const { scope, deployment } = findNodeOf(call, input.deploymentId, 'Deployment');
    const { autoInactive, description, environment, environmentUrl, logUrl } = input;
    await change(
      { scope, access: 'deploy', params: paramsOf(deployment), name: 'CreateDeploymentStatus' },
      (doer) =>
        createDeploymentStatus(doer, deployment, {
          state: input.state.toLowerCase() as DeploymentState,
          description,
          environment: environment ?? undefined,
          environmentUrl,
          logUrl,
          autoInactive,
        }),
    );
    return { clientMutationId: input.clientMutationId };
  },

  deleteDeployment: async ({ input }: { input: DeletionInput }, call: Call): Promise<object> => {
    const { scope, deployment } = findNodeOf(call, input.id, 'Deployment');
    await change(
      { scope, access: 'deploy', params: paramsOf(deployment), name: 'DeleteDeployment' },
      (doer) => deleteDeployment(doer, deployment),
    );
    return { clientMutationId: input.clientMutationId };
  },
};

const paramsOf = ({ id }: { id: number }): Record<string, string> => ({ deployment_id: String(id) });
