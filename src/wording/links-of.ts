import type { Settings } from '#config/settings.js';
import type { Task } from '#process/task.js';
import type { Links } from './about.js';

/** What can be linked to from the task alone; its pull request is named by number, which GitHub links. */
export function linksOf(task: Task, settings: Settings | null): Links {
  return {
    sandbox: task.sandbox?.stopped ? null : (task.sandbox?.url ?? null),
    production: task.production?.url ?? settings?.environments.production.url ?? null,
    change: null,
    log: task.failure?.log ?? null,
  };
}
