import { changedPaths } from '../git/changed-paths.js';
import { accountOfEmail, emailOf } from '../git/identity.js';
import { isAncestor } from '../git/merge.js';
import { readCommits, resolveCommit } from '../git/read-commit.js';
import type { Commit, Signature } from '../state/records.js';
import { pageUrl } from '../render/urls.js';
import type { Doer } from './doer.js';
import type { RefMove } from './ref-move.js';

const none = '0'.repeat(40);

export interface PushCommit {
  id: string;
  message: string;
}

/** The particulars of a push event: at most 2,048 commits, oldest first, each with the paths it touched. */
export async function pushPayload(doer: Doer, move: RefMove) {
  const { repository, by } = doer;
  const { ref, before, after } = move;
  const tip = after === null ? null : await resolveCommit(repository, after);
  const commits = tip === null ? [] : await newCommits(doer, { before, tip, ref });
  const described = await Promise.all(commits.map((commit) => describe(doer, commit)));
  return {
    ref,
    before: before ?? none,
    after: after ?? none,
    created: before === null,
    deleted: after === null,
    forced: before !== null && tip !== null && !(await isAncestor(repository, before, tip)),
    base_ref: null,
    compare: compareUrl(doer, move),
    commits: described,
    head_commit: tip === null ? null : await describeTip(doer, tip),
    pusher: { name: by.login, email: emailOf(by) },
  };
}

function compareUrl({ world, repository }: Doer, { before, after }: RefMove): string {
  const [from, to] = [before ?? none, after ?? none].map((sha) => sha.slice(0, 12));
  return pageUrl(world, repository, `/compare/${from}...${to}`);
}

async function describeTip(doer: Doer, tip: string): Promise<PushCommit | null> {
  const [commit] = await readCommits(doer.repository, ['--max-count=1', tip]);
  return commit ? describe(doer, commit) : null;
}

/** A new branch's commits are those that no other branch has. */
async function newCommits(
  { repository }: Doer,
  { before, tip, ref }: { before: string | null; tip: string; ref: string },
): Promise<Commit[]> {
  const known =
    before === null ? ['--not', `--exclude=${ref.replace('refs/heads/', '')}`, '--branches'] : [`^${before}`];
  return readCommits(repository, ['--reverse', '--max-count=2048', tip, ...known]);
}

async function describe({ world, repository }: Doer, commit: Commit) {
  const person = ({ name, email, date }: Signature): object => {
    const account = accountOfEmail(world, email);
    return { name, email, date, ...(account ? { username: account.login } : {}) };
  };
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: commit.committer.date,
    url: pageUrl(world, repository, `/commit/${commit.sha}`),
    author: person(commit.author),
    committer: person(commit.committer),
    ...(await changedPaths(repository, commit.sha)),
  };
}
