import type { Settings } from '#config/settings.js';
import type { DeploymentVerdict } from '#process/decide-deployment.js';
import type { Task } from '#process/task.js';
import { sayReason } from './parts/say-reason.js';
import { codeSpan } from './safety/code-span.js';
import { shortSha } from './short-sha.js';
import { speak } from './speak.js';

interface Answered {
  readonly sha: string;
  readonly environment: string;
  readonly holder: Task | null;
  readonly settings: Settings;
}

/** What a workflow run that waits to deploy is told: whether it may, why, and what would have to be done for it. */
export function sayDeploymentAnswer(
  { approved, because }: DeploymentVerdict,
  { sha, environment, holder, settings }: Answered,
): string {
  const words = speak(settings.language);
  const problem = typeof because.problem === 'string' ? because.problem : null;
  const { deploymentAnswer } = words;
  const facts = { commit: shortSha(sha), environment: codeSpan(environment), issue: holder?.number ?? null };
  if (approved) return deploymentAnswer.approved[because.code === 'gate_passed' ? 'product' : 'known'](facts);
  const reason = sayReason(because, { task: holder, settings, problem, words });
  return deploymentAnswer.refused({ ...facts, reason });
}
