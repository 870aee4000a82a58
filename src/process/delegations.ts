import type { Until } from './event.js';
import type { Facts } from './facts.js';
import type { Role } from './role.js';
import type { Delegation, Instant, Login, Task } from './task.js';

/** GitHub does not tell logins apart by case. */
export function isSameLogin(one: Login, other: Login): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

/** Whether what was handed on still counts. */
export function isCurrent({ until }: Pick<Delegation, 'until'>, now: Instant): boolean {
  return until === null || now < until;
}

/** The roles that somebody has for this task alone. */
export function lentRoles(
  { delegations }: Pick<Task, 'delegations'>,
  login: Login,
  now: Instant,
): readonly Role[] {
  return delegations
    .filter((one) => isSameLogin(one.to, login) && isCurrent(one, now))
    .map(({ role }) => role);
}

/** The facts with what the person may do in this task because a manager has handed it to them. Bots are handed nothing. */
export function withDelegations(task: Task, facts: Facts): Facts {
  const { actor, now } = facts;
  if (actor === null || actor.bot) return facts;
  const lent = lentRoles(task, actor.login, now).filter((role) => !actor.roles.includes(role));
  return lent.length === 0
    ? facts
    : { ...facts, actor: { ...actor, roles: [...actor.roles, ...lent], lent } };
}

/** The point in time that is meant; `null`: the end of the task. */
export function endOf(until: Until | null, now: Instant): Instant | null {
  if (until === null) return null;
  return 'at' in until ? until.at : now + until.inMs;
}

/** Those whom a role was handed to. */
export function delegatesOf({ delegations }: Pick<Task, 'delegations'>, role: Role): readonly Login[] {
  return delegations.filter((one) => one.role === role).map(({ to }) => to);
}
