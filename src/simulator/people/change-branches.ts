import type { Doer } from '../acts/doer.js';
import { currentRef, moveRef } from '../acts/move-ref.js';
import { commitFiles } from '../git/commit-files.js';
import { identity } from '../git/identity.js';
import { commitTree, isAncestor, mergeTrees } from '../git/merge.js';
import { resolveCommit } from '../git/read-commit.js';
import { runGit } from '../git/run-git.js';
import type { Actor, MergeBranchOptions, PushOptions } from '../github.js';
import { found } from '../state/find.js';
import { refuse } from '../state/refuse.js';
import { toNewFile } from './create-repository.js';
import type { Do } from './do-as.js';

type BranchChanges = Pick<Actor, 'push' | 'mergeBranch' | 'deleteBranch' | 'protectBranch'>;

/** What people do with branches from their machine, and an admin in the settings. */
export function changeBranches(act: Do): BranchChanges {
  return {
    push: (repository, options) =>
      act({ repository, role: 'write', what: 'push' }, async (doer) => ({ sha: await push(doer, options) })),
    mergeBranch: (repository, options) =>
      act({ repository, role: 'write', what: 'push' }, async (doer) => ({ sha: await merge(doer, options) })),
    deleteBranch: (repository, branch) =>
      act({ repository, role: 'write', what: 'delete branches' }, async (doer) => {
        found(await currentRef(doer, `refs/heads/${branch}`));
        await moveRef(doer, { ref: `refs/heads/${branch}`, to: null });
      }),
    protectBranch: (repository, branch, { requiredChecks, mergeQueue = null }) =>
      act({ repository, role: 'admin', what: 'protect branches' }, (doer) => {
        const rules = requiredChecks.map(({ context, appId = null }) => ({ context, appId }));
        doer.repository.protections.set(branch, { requiredChecks: rules, mergeQueue });
      }),
  };
}

async function push(
  doer: Doer,
  { branch, files, message, from, force = false }: PushOptions,
): Promise<string> {
  const { repository, world, by } = doer;
  const ref = `refs/heads/${branch}`;
  const current = await currentRef(doer, ref);
  const start = from ?? (current === null ? repository.defaultBranch : ref);
  const parent = found(await resolveCommit(repository, start));
  const sha = await commitFiles(repository, {
    parent,
    files: new Map(
      Object.entries(files).map(([path, file]) => [path, file === null ? null : toNewFile(file)]),
    ),
    message,
    identity: identity(world, by),
  });
  await moveRef(doer, { ref, to: sha, force });
  return sha;
}

/** Merges as git does; conflicting files take the contents given for them, and all of them must be given. */
async function merge(doer: Doer, { into, from, resolve = {}, message }: MergeBranchOptions): Promise<string> {
  const { repository, world, by } = doer;
  const ours = found(await resolveCommit(repository, `refs/heads/${into}`));
  const theirs = found(await resolveCommit(repository, from));
  if (await isAncestor(repository, theirs, ours)) return ours;
  const { tree, conflicts } = await mergeTrees(repository, ours, theirs);
  const open = (conflicts ?? []).filter((path) => !(path in resolve));
  if (open.length > 0) throw refuse.invalid(`Automatic merge failed; fix conflicts in ${open.join(', ')}`);
  const who = identity(world, by);
  const words = message ?? `Merge branch '${from}' into ${into}`;
  const draft = await commitTree(repository, {
    tree,
    parents: [ours, theirs],
    message: words,
    identity: who,
  });
  const files = new Map(
    Object.entries(resolve).map(([path, content]) => [path, { content: Buffer.from(content) }]),
  );
  const resolved =
    files.size === 0
      ? draft
      : await commitFiles(repository, { parent: draft, files, message: words, identity: who });
  const finalTree = await runGit(repository.gitDirectory, ['rev-parse', `${resolved}^{tree}`]);
  const sha = await commitTree(repository, {
    tree: finalTree,
    parents: [ours, theirs],
    message: words,
    identity: who,
  });
  await moveRef(doer, { ref: `refs/heads/${into}`, to: sha });
  return sha;
}
