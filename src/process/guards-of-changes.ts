import { isShipping } from './approvals.js';
import { changeNow } from './change-now.js';
import { type Guard, holds, when } from './guard.js';
import { isOwnTask } from './is-own-task.js';
import { isShutOut } from './is-shut-out.js';
import { isSameProduct, isSameTree } from './same-content.js';
import type { Situation } from './situation.js';
import type { Change } from './task.js';

/** The new head and the one before it, when it may take over what was said of that: never from a fork, never what was sent back. */
function pushedOver({ task, facts }: Situation): { before: Change; now: Change } | null {
  const before = task.change;
  const now = changeNow(task, facts.seen);
  if (isShipping(task) || before?.open !== true || now === null) return null;
  const isPushed = now.number === before.number && now.open && now.head !== before.head;
  if (!isPushed || now.draft || now.fork || task.rejectedHeads.includes(now.head)) return null;
  return { before, now };
}

/** What the stage table asks about pull requests as such: what a push changed, forks, adoption, foreign merges. */
export const guardsOfChanges = {
  /** The new head has the very tree that the tester looks at. */
  sameTree: when((situation) => {
    const pushed = pushedOver(situation);
    return pushed !== null && isSameTree(pushed.before, pushed.now);
  }),

  /** The new head joined with live is the very tree that was judged. */
  sameProduct: when((situation) => {
    const pushed = pushedOver(situation);
    const { product } = situation.task;
    return pushed !== null && product !== null && isSameProduct(pushed.before, pushed.now, product);
  }),

  /** The sandbox stands, and shows the head. */
  headServed: when(
    ({ task }) =>
      task.awaiting === null &&
      task.failure === null &&
      task.sandbox?.stopped === undefined &&
      task.sandbox?.commit === task.change?.head,
  ),

  /** A head that took another's place goes on only when its own checks are green. */
  headChecked: when(
    ({ task: { followed, change } }) => followed?.to !== change?.head || change?.checks.state === 'green',
  ),

  headUnchecked: when(
    ({ task: { followed, change } }) => followed?.to === change?.head && change?.checks.state !== 'green',
  ),

  /** The checks of a head that took another's place fail. */
  followedFails: when(({ task, facts }) => {
    const now = changeNow(task, facts.seen);
    return !isShipping(task) && now?.checks.state === 'failing' && task.followed?.to === now.head;
  }),

  /** It was open, and aims at another branch now. */
  retargeted: when(
    ({ task, facts }) =>
      !isShipping(task) && task.change?.open === true && changeNow(task, facts.seen)?.astray === true,
  ),

  /** Code of a fork runs in the sandbox only when somebody of the project has looked at exactly this head. */
  forkAllowed: ({ task }) => holds(!isShutOut(task), { code: 'fork_waiting', head: task.change?.head }),

  isFork: ({ task: { change } }) =>
    holds(change !== null && change.fork && change.open, { code: 'fork_missing' }),

  namesHead: ({ task: { change }, event }) =>
    holds(event.type === 'ForkAllowed' && event.head === change?.head, {
      code: 'fork_head_moved',
      head: change?.head,
    }),

  /** Whatever the rules say about approving one's own work. */
  notForkAuthor: ({ task: { change }, facts }) =>
    holds(facts.actor?.login.toLowerCase() !== change?.author.toLowerCase(), { code: 'own_fork' }),

  /** A pull request without a task, in a repository that takes it as its own. */
  adoptable: when(
    ({ task, facts }) =>
      task.version === 0 &&
      facts.rules.adoptsChanges === true &&
      facts.configProblem === null &&
      facts.seen?.change?.open === true &&
      facts.seen.change.number === task.number,
  ),

  /** No sandbox was made yet: the pull request came before its task. */
  sandboxMissing: when(({ task }) => task.sandbox === null),

  /** Whoever closes a pull request that is its own task ends the task. */
  ownChangeClosed: when(({ task, facts }) => {
    const now = changeNow(task, facts.seen);
    return isOwnTask(task) && !isShipping(task) && now !== null && !now.open && !now.merged && !now.astray;
  }),

  ownChangeShut: when(
    ({ task, facts }) => isOwnTask(task) && task.change?.open === true && facts.seen?.change?.open === false,
  ),

  ownChangeReopened: when(
    ({ task, facts }) => isOwnTask(task) && task.change?.open === false && facts.seen?.change?.open === true,
  ),

  /** The hold that came with a merge past Greenlight. */
  mergeHeld: when(({ task }) => task.hold?.cause === 'merged_outside'),

  /** Who lifts that hold accepts what was merged: a manager's word. */
  mayAcceptMerge: ({ task, facts }) =>
    holds(task.hold?.cause !== 'merged_outside' || facts.actor?.roles.includes('manager') === true, {
      code: 'merge_needs_manager',
      needed: ['manager'],
    }),
} satisfies Record<string, Guard>;
