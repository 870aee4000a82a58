import type { Because } from './because.js';
import { type CheckVerdict, inTheWay } from './decide-check.js';
import type { Sha, Task } from './task.js';

/** One pull request that a merge group would merge. */
export interface GroupMember {
  readonly change: number;
  readonly head: Sha;
  /** `null`: it belongs to no task. */
  readonly task: Task | null;
  /** Greenlight's own, that takes a rolled back change out again. */
  readonly reverts: boolean;
}

/** `member`: the pull request that the verdict is about; `null`: all of them. */
export interface GroupVerdict extends CheckVerdict {
  readonly member: GroupMember | null;
}

/**
 * The check on a merge group, the commit to which a merge queue would move the branch. Green only when every pull request in it
 * may be merged now, at exactly its approved head, on exactly the live version that it was approved with. `base`: what the group
 * is built on.
 */
export function decideGroup(
  members: readonly GroupMember[],
  { base, configProblem }: { base: Sha; configProblem: string | null },
): GroupVerdict {
  if (members.length === 0) return { state: 'blocked', because: { code: 'group_unreadable' }, member: null };
  for (const member of members) {
    const because = member.reverts ? null : whyNot(member, { base, configProblem });
    if (because !== null) return { state: 'blocked', because, member };
  }
  return { state: 'green', because: { code: 'merge_allowed', by: 'queue' }, member: null };
}

function whyNot(
  { task, head }: GroupMember,
  { base, configProblem }: { base: Sha; configProblem: string | null },
): Because | null {
  if (task === null) return { code: 'no_task' };
  const stopped = inTheWay(task, configProblem);
  if (stopped !== null) return stopped;
  if (task.rejectedHeads.includes(head)) return { code: 'rejected', head };
  if (!isMergeOpen(task)) return { code: 'gates_open', stage: task.stage };
  if (head !== task.product?.head)
    return { code: 'another_head_approved', approved: task.product?.head ?? null };
  return base === task.product.live ? null : { code: 'live_moved', live: base };
}

/** Whether the process lets the task's change be merged now: at 9.2.1 where it is merged first, else in the release. */
function isMergeOpen({ stage, merging, awaiting }: Task): boolean {
  if (stage === 'deployment') return merging !== null;
  return stage === 'release' && (merging !== null || awaiting?.kind === 'ReleaseChange');
}
