import { isShipping } from './approvals.js';
import type { Because } from './because.js';
import { isShutOut } from './is-shut-out.js';
import type { Sha, Task } from './task.js';

/**
 * What the required check says about a commit. `green`: it may be merged; `waiting`: the process is under way; `blocked`:
 * somebody has to do something first.
 */
export interface CheckVerdict {
  readonly state: 'green' | 'waiting' | 'blocked';
  readonly because: Because;
}

/**
 * The check on `head`. Green only when every gate is passed for exactly this commit; before that whatever
 * merges it turns it green itself, right before it merges (docs/decisions/004 and 007). `task` null: the pull request belongs to no task.
 */
export function decideCheck(
  task: Task | null,
  { configProblem, head }: { configProblem: string | null; head: Sha },
): CheckVerdict {
  if (task === null) return blocked({ code: 'no_task' });
  const stopped = inTheWay(task, configProblem) ?? outOfTheWay(task, head);
  if (stopped !== null) return blocked(stopped);
  const approved = task.product?.head;
  if (task.stage === 'released')
    return head === approved ? { state: 'green', because: { code: 'released' } } : anotherHead(approved);
  if (task.rejectedHeads.includes(head)) return blocked({ code: 'rejected', head });
  if (approved !== undefined && head !== approved) return anotherHead(approved);
  return onItsWay(task);
}

function onItsWay(task: Task): CheckVerdict {
  // The operation that merges turns it green itself; whoever else merges finds it green for as long as they may.
  if (task.merging !== null && task.merging.by !== 'greenlight')
    return { state: 'green', because: { code: 'merge_allowed', by: task.merging.by } };
  // The same words all the way through production: nobody has anything to do with the pull request then.
  if (isShipping(task)) return { state: 'waiting', because: { code: 'shipping' } };
  return { state: 'waiting', because: { code: 'gates_open', stage: task.stage } };
}

/** What stops every commit of the task. */
export function inTheWay({ cancelled, hold, failure }: Task, configProblem: string | null): Because | null {
  if (configProblem !== null) return { code: 'config_broken', problem: configProblem };
  if (cancelled !== null) return { code: 'cancelled' };
  if (hold !== null) return { code: 'on_hold', by: hold.by, why: hold.why };
  return failure && { code: 'operation_failed', operation: failure.operation, why: failure.why };
}

/** What keeps this pull request from being looked at. */
function outOfTheWay(task: Task, head: Sha): Because | null {
  const { change, stage } = task;
  if (change === null || stage === 'released' || head !== change.head) return null;
  if (change.astray) return { code: 'another_base', base: change.base };
  return change.open && stage === 'development' && isShutOut(task) ? { code: 'fork_waiting', head } : null;
}

const blocked = (because: Because): CheckVerdict => ({ state: 'blocked', because });

const anotherHead = (approved: Sha | undefined): CheckVerdict =>
  blocked({ code: 'another_head_approved', approved: approved ?? null });
