import type { Settings } from '#config/settings.js';
import type { EnvironmentRef, Work } from '#ports/environments.js';
import type { Sha, Task } from '#process/task.js';
import type { Performing } from './performance.js';
import { settingsFor } from './settings-for.js';

/** What an executor is asked to do for this operation. `step` tells apart several pieces of work of one operation. */
export async function workFor(
  { engine, task, operation, signal }: Performing,
  asked: {
    step: string;
    environment: EnvironmentRef;
    commit: Sha;
    scripts: Sha;
    settings: Settings;
    onLog?: (url: string) => void;
  },
): Promise<Work> {
  const { step, environment, commit, scripts, settings, onLog } = asked;
  return {
    id: `${operation.id}:${step}`,
    repository: task.repository,
    task: task.key,
    round: task.round,
    environment,
    commit,
    scripts,
    fork: task.change?.fork === true,
    source: await engine.github.gitSource(task.repository),
    settings: settingsFor(environment, { task, settings }),
    signal,
    onLog: onLog ?? (() => undefined),
  };
}

/** Production, by the name the repository gives it. */
export const productionOf = (settings: Settings): EnvironmentRef => ({
  name: settings.environments.production.name,
  kind: 'production',
});

/** The commit that production runs: what this task has put there, else live as it is on the default branch. */
export function commitInProduction({ production }: Task, live: Sha): Sha {
  return (production?.touched === true ? production.product?.merge : null) ?? live;
}

/** A task's sandbox, by its name. */
export const sandboxOf = (name: string): EnvironmentRef => ({ name, kind: 'sandbox' });
