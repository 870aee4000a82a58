import type { Instant, Login } from '#process/task.js';

/** What somebody said of a GitHub Deployment: one of its statuses, not Greenlight's own. */
export interface DeploymentAnswer {
  /** GitHub's id of the status; later ones are higher. */
  readonly id: number;
  readonly state: 'queued' | 'pending' | 'in_progress' | 'success' | 'failure' | 'error' | 'inactive';
  readonly description: string;
  /** `null`: it names none. */
  readonly environmentUrl: string | null;
  readonly logUrl: string | null;
  readonly by: Login;
  /** When GitHub took it. */
  readonly at: Instant;
}

/** What is known here of the answers to a repository's deployments. */
export interface DeploymentAnswers {
  /** The answer that counts; `null`: none yet. */
  load(repository: number, deployment: number): Promise<DeploymentAnswer | null>;
  /**
   * Keeps an answer when it counts more than what is kept: an end counts more than a sign of life, and of two of a kind the later.
   * Resolves to the one that counts now.
   */
  note(repository: number, deployment: number, answer: DeploymentAnswer): Promise<DeploymentAnswer>;
}
