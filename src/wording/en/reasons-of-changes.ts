import type { ReasonFacts, Words } from '../words.js';

type Reason =
  | 'change_followed'
  | 'change_adopted'
  | 'change_retargeted'
  | 'second_change'
  | 'another_base'
  | 'fork_allowed'
  | 'fork_waiting'
  | 'fork_missing'
  | 'fork_head_moved'
  | 'own_fork'
  | 'merge_accepted'
  | 'merge_needs_manager'
  | 'issue_gone';

const held = ({ holders }: ReasonFacts): string => (holders === null ? '' : ` (${holders})`);

/** Reasons about the pull request as such. */
export const reasonsOfChanges: Pick<Words['reasons'], Reason> = {
  change_followed: () => 'The new commit has the content of the one before, so what was approved stands.',
  change_adopted: () => 'The pull request had no task, and is one of its own now.',
  change_retargeted: () => 'The pull request aims at another branch than the one of the live project.',
  second_change: ({ change, task }) =>
    `${task === null ? 'The task' : `Task ${task}`} is already worked on in ${change === null ? 'another pull request' : `pull request ${change}`}.`,
  another_base: ({ base }) =>
    `The pull request aims at ${base ?? 'another branch'}, not at the branch of the live project.`,
  fork_allowed: () => 'The code of the fork may run in the sandbox, at exactly this commit.',
  fork_waiting: () =>
    'It comes from a fork, and nobody of the project has let this commit into the sandbox yet.',
  fork_missing: () =>
    'There is no open pull request from a fork here. Other sandboxes need no such permission.',
  fork_head_moved: ({ head }) =>
    head === null
      ? 'That is not the newest commit of the pull request.'
      : `That is not the newest commit of the pull request; that is ${head}. Look at it, and name it in full.`,
  own_fork: () =>
    'You wrote this change. Somebody else of the project has to look at it before it runs anywhere.',
  merge_accepted: () => 'A manager accepted what was merged without Greenlight.',
  merge_needs_manager: (facts) =>
    `The pull request was merged without Greenlight, and only the manager${held(facts)} can accept that.`,
  issue_gone: () => 'The issue was deleted or moved to another repository.',
};
