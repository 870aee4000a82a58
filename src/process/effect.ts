import type { Event, EventOf, EventType } from './event.js';
import type { Situation } from './situation.js';
import type { Task } from './task.js';

/** What changes in the task, next to its stage. */
export type Effect = (situation: Situation) => Partial<Task>;

/** An effect that belongs to one type of event; the stage table names it only there. */
export function on<T extends EventType>(
  type: T,
  effect: (situation: Situation<EventOf<T>>) => Partial<Task>,
): Effect {
  return ({ task, event, facts }) => (isOf(event, type) ? effect({ task, event, facts }) : {});
}

function isOf<T extends EventType>(event: Event, type: T): event is EventOf<T> {
  return event.type === type;
}
