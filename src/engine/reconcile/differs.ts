import type { SeenChange } from '#ports/lookout.js';
import type { Task } from '#process/task.js';

/** Whether a pull request is another than its task knows: then it is told, and everything of it is read. */
export function differs(seen: SeenChange, { change }: Pick<Task, 'change'>): boolean {
  if (change?.number !== seen.number) return true;
  const { head, draft, base } = change;
  if (head !== seen.head || draft !== seen.draft || base !== seen.base) return true;
  // One that aims elsewhere counts as closed, whatever it is.
  return change.astray !== true && (change.open !== seen.open || change.merged !== seen.merged);
}
