import type { Because } from './because.js';
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
 * The check on `head`. Green only when every gate is passed for exactly this commit; before that the release turns it
 * green itself, right before it merges. `task` null: the pull request belongs to no task.
 */
export function decideCheck(
  task: Task | null,
  { configProblem, head }: { configProblem: string | null; head: Sha },
): CheckVerdict {
  if (task === null) return blocked({ code: 'no_task' });
  if (configProblem !== null) return blocked({ code: 'config_broken', problem: configProblem });
  if (task.cancelled !== null) return blocked({ code: 'cancelled' });
  if (task.hold !== null) return blocked({ code: 'on_hold', by: task.hold.by, why: task.hold.why });
  if (task.failure !== null)
    return blocked({
      code: 'operation_failed',
      operation: task.failure.operation,
      why: task.failure.why,
    });
  const approved = task.product?.head;
  if (task.stage === 'released')
    return head === approved ? { state: 'green', because: { code: 'released' } } : anotherHead(approved);
  if (task.rejectedHeads.includes(head)) return blocked({ code: 'rejected', head });
  if (approved !== undefined && head !== approved) return anotherHead(approved);
  return { state: 'waiting', because: { code: 'gates_open', stage: task.stage } };
}

const blocked = (because: Because): CheckVerdict => ({ state: 'blocked', because });

const anotherHead = (approved: Sha | undefined): CheckVerdict =>
  blocked({ code: 'another_head_approved', approved: approved ?? null });
