import type { Event } from './event.js';
import type { Facts } from './facts.js';
import type { Task } from './task.js';

/** What a guard or an effect looks at: the task before the event, the event, and what was read for it. */
export interface Situation<E extends Event = Event> {
  readonly task: Task;
  readonly event: E;
  readonly facts: Facts;
}
