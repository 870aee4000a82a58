import type { Task } from '#process/task.js';
import type { Engine } from '../engine.js';

/** Addresses that texts point to; `null` where there is nothing to look at yet. */
export interface Links {
  readonly sandbox: string | null;
  readonly production: string | null;
  readonly change: string | null;
  readonly log: string | null;
}

/** Where this task's people look. */
export async function linksOf(engine: Pick<Engine, 'webUrl' | 'configs'>, task: Task): Promise<Links> {
  const { settings } = await engine.configs.of(task.repository);
  const { owner, name } = task.repository;
  return {
    sandbox: task.sandbox?.stopped ? null : (task.sandbox?.url ?? null),
    production: task.production?.url ?? settings.environments.production.url,
    change: task.change && `${engine.webUrl}/${owner}/${name}/pull/${task.change.number}`,
    log: task.failure?.log ?? null,
  };
}
