import type { Outcome } from './event.js';
import { queues } from './queues.js';
import type { Task } from './task.js';

/** Whether this outcome belongs to an operation that nobody waits for any more: a late answer changes nothing. */
export function isSuperseded(task: Task, outcome: Outcome): boolean {
  if (outcome.type === 'ProductionGranted') return !queues(task) || task.production !== null;
  const { operation } = outcome;
  if (operation.endsWith(':BackUpProduction')) return false;
  return operation !== task.awaiting?.id && operation !== task.production?.watch;
}
