import type { DeploymentAnswer } from '#ports/deployment-answers.js';

/** A deployment status as GitHub sends it, whether asked for or delivered. */
interface GivenStatus {
  readonly id: number;
  readonly state: string;
  readonly description?: string | null;
  readonly environment_url?: string | null;
  readonly log_url?: string | null;
  readonly target_url?: string | null;
  readonly created_at: string;
  readonly creator?: { readonly login: string } | null;
}

const states = ['queued', 'pending', 'in_progress', 'success', 'failure', 'error', 'inactive'] as const;

/** What somebody said of a deployment; `null`: Greenlight (`bot`) said it itself, or it is a state that nobody knows. */
export function readAnswer(status: GivenStatus, bot: string): DeploymentAnswer | null {
  const state = states.find((known) => known === status.state);
  const by = status.creator?.login ?? '';
  if (state === undefined || by === bot) return null;
  return {
    id: status.id,
    state,
    description: status.description ?? '',
    environmentUrl: status.environment_url || null,
    logUrl: status.log_url || status.target_url || null,
    by,
    at: Date.parse(status.created_at),
  };
}
