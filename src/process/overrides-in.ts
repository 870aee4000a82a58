import type { Because } from './because.js';
import type { Approval, Task } from './task.js';

/** Every override that was completed, also in rounds whose approvals no longer count; oldest entry first. */
export function overridesIn(
  journal: readonly { readonly because: Because; readonly changes: Partial<Task> }[],
): readonly Approval[] {
  return journal.flatMap(({ because, changes }) => {
    const given = because.code === 'override_complete' ? changes.approvals?.at(-1) : undefined;
    return given?.override == null ? [] : [given];
  });
}
