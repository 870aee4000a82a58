import type { Task } from '#process/task.js';
import { shortSha } from '../short-sha.js';
import type { Words } from '../words.js';

/** What was approved, deployed and released, by its commits. */
export function sayProduct({ product }: Pick<Task, 'product'>, { record }: Words): string | null {
  if (product === null) return null;
  const { head, live, tree } = product;
  return record.commit({ head: shortSha(head), live: shortSha(live), tree: shortSha(tree) });
}
