import { isSameLogin } from './delegations.js';
import type { Actor } from './facts.js';
import type { Login, Task } from './task.js';
import { failedScenarios } from './verdicts.js';

/** Whose no this person may take back: their own; a manager's word takes back anybody's. `of` names one of them. */
export function whoseToLift(task: Task, of: Login | null, actor: Actor | null): readonly Login[] {
  const all = [...task.objections, ...failedScenarios(task)].map(({ by }) => by);
  const isManager = actor?.roles.includes('manager') === true;
  const mine = all.filter((by) => by === actor?.login);
  if (of !== null) return (isManager ? all : mine).filter((by) => isSameLogin(by, of));
  return mine.length > 0 || !isManager ? mine : all;
}
