import type { Task } from '#process/task.js';
import type { Engine } from './engine.js';

/** Ends the operations of this task that run here and that nobody waits for any more. */
export function abortSuperseded({ running }: Pick<Engine, 'running'>, task: Task): void {
  for (const [id, controller] of running) {
    if (id.startsWith(`${task.key}:`) && !isAwaited(task, id)) controller.abort(new Error('superseded'));
  }
}

/** Whether the task still waits for this operation, or it runs beside the stage. */
export function isAwaited(task: Task, id: string): boolean {
  return task.awaiting?.id === id || task.production?.watch === id || id.endsWith(':BackUpProduction');
}
