import type { Event } from './event.js';
import type { Facts } from './facts.js';
import type { Task } from './task.js';

/** The gates where a review on the pull request says what `/approve` and `/reject` say. */
const reviewed = ['testing', 'integration-testing'] as const;

/**
 * The event as the process hears it. Developers review each other's work all the time: only a review by someone whom step
 * 5 or 7 asks is a verdict, and every other one is a sign that the pull request moved.
 */
export function asHeard(task: Task, event: Event, facts: Facts): Event {
  if (!('source' in event) || event.source.commit === undefined || event.source.button) return event;
  const gate = reviewed.find((stage) => stage === task.stage);
  const asked = gate === undefined ? [] : facts.rules.gates[gate];
  const isVerdict = facts.actor?.bot === false && asked.some((role) => facts.actor?.roles.includes(role));
  return isVerdict ? event : { type: 'ChangeSeen', change: event.source.on };
}
