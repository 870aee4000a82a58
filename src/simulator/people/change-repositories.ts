import { deleteIssue, transferIssue } from '../acts/leave-issue.js';
import { renameRepository } from '../acts/rename-repository.js';
import type { Actor } from '../github.js';
import { runGit } from '../git/run-git.js';
import { findIssue, findRepository, nameOf } from '../state/find.js';
import { createRepository } from './create-repository.js';
import type { Do } from './do-as.js';
import { requireRole } from './require-role.js';

type RepositoryChanges = Pick<Actor, 'fork' | 'renameRepository' | 'deleteIssue' | 'transferIssue'>;

/** What people do with whole repositories, and with issues that leave one. */
export function changeRepositories(act: Do): RepositoryChanges {
  return {
    fork: (repository) =>
      act({ repository, role: 'read', what: 'fork' }, async ({ world, repository: parent, by }) => {
        const { name, defaultBranch } = parent;
        const fork = await createRepository(world, {
          owner: by.login,
          name,
          defaultBranch,
          files: new Map(),
        });
        fork.parent = parent;
        const all = '+refs/heads/*:refs/heads/*';
        await runGit(fork.gitDirectory, ['fetch', '--quiet', '--update-head-ok', parent.gitDirectory, all]);
        return { fullName: nameOf(fork) };
      }),
    renameRepository: (repository, name) =>
      act({ repository, role: 'admin', what: 'rename the repository' }, (doer) =>
        renameRepository(doer, name),
      ),
    deleteIssue: (repository, number) =>
      act({ repository, role: 'admin', what: 'delete issues' }, (doer) =>
        deleteIssue(doer, findIssue(doer.repository, number)),
      ),
    transferIssue: (repository, number, to) =>
      act({ repository, role: 'write', what: 'transfer issues' }, (doer) => {
        const target = { ...doer, repository: findRepository(doer.world, to) };
        requireRole(target, 'write', 'transfer issues');
        return { number: transferIssue(doer, findIssue(doer.repository, number), target) };
      }),
  };
}
