import type { CheckConclusion, CheckStatus, DeploymentState } from './state/records.js';

export interface DeployStatusOptions {
  state: DeploymentState;
  description?: string;
  environmentUrl?: string;
  logUrl?: string;
}

/** What a repository's CI can do: it checks commits, and deploys. */
export interface ContinuousIntegration {
  /** Creates, or with the same name on the same commit updates, a check run of `github-actions`. */
  check(sha: string, check: CiCheck): Promise<{ id: number }>;
  status(
    sha: string,
    status: { context: string; state: 'error' | 'failure' | 'pending' | 'success'; description?: string },
  ): Promise<{ id: number }>;
  /** A workflow run that wants to deploy to an environment with the App's protection rule. Resolves to the run's id. */
  askToDeploy(deployment: { environment: string; ref: string }): Promise<{ run: number }>;
  /** A workflow that answers a deployment. */
  deployStatus(deploymentId: number, status: DeployStatusOptions): Promise<{ id: number }>;
}

export interface CiCheck {
  name: string;
  status?: CheckStatus;
  conclusion?: CheckConclusion;
  output?: { title: string; summary: string; text?: string };
}
