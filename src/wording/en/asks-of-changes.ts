import type { Words } from '../words.js';

type Ask = 'allow_fork' | 'accept_merge' | 'change_base' | 'recheck_head';

/** What is asked for about the pull request as such. */
export const asksOfChanges: Pick<Words['asks'], Ask> = {
  allow_fork: ({ change, head }) => ({
    title: 'from a fork: somebody of the project looks at the code first',
    todo: `${pull(change)} comes from a fork, whose code nobody here has seen. Read it; when it may run in the sandbox, say so for exactly this commit. A developer of the project may, too, but not the author. A later push needs it again.`,
    choices: [
      { type: `/sandbox start ${head ?? '<full commit id>'}`, then: 'this commit goes to the tester' },
    ],
  }),
  accept_merge: ({ change }) => ({
    title: 'merged without Greenlight',
    todo: `${pull(change)} was merged before everybody had approved. Look at what was merged. If it is to be taken back or put right, let the developer open another pull request; nothing goes on before you have accepted the merge.`,
    choices: [
      { type: '/unhold', then: 'the merge is accepted, and the task goes on where it stands' },
      { type: '/cancel why', then: 'the task ends here' },
    ],
  }),
  change_base: ({ change, base }) => ({
    title: 'the pull request aims at another branch',
    todo: `${pull(change)} aims at ${base ?? 'another branch'}, not at the branch of the live project. Change its base (“Edit” beside its title) and it is taken up by itself, or open another pull request.`,
    choices: [],
  }),
  recheck_head: ({ change, checks }) => ({
    title: 'the checks of the new commit are running',
    todo: `The newest commit of ${change ?? 'the pull request'} has the content that was approved, but its required checks are not green yet${checks === null ? '' : `: ${checks}`}. It goes on by itself when they are.`,
    choices: [],
  }),
};

const pull = (change: string | null): string =>
  change === null ? 'The pull request' : `Pull request ${change}`;
