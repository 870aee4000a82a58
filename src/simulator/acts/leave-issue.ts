import { renderIssue } from '../render/render-issue.js';
import { renderRepository } from '../render/render-repository.js';
import type { Issue } from '../state/records.js';
import { emit } from '../webhooks/emit.js';
import type { Doer } from './doer.js';
import { draftIssue } from './issues.js';

/** Deletes an issue: nobody finds it any more. */
export function deleteIssue(doer: Doer, issue: Issue): void {
  doer.repository.issues.delete(issue.number);
  emit(doer, 'issues', 'deleted', { issue: renderIssue(doer.world, doer.repository, issue) });
}

/** Moves an issue to another repository of the owner, where it has another number; comments go with it, labels do not. */
export function transferIssue(doer: Doer, issue: Issue, target: Doer): number {
  const moved = draftIssue(target, { title: issue.title, body: issue.body });
  Object.assign(moved, { author: issue.author, comments: issue.comments });
  doer.repository.issues.delete(issue.number);
  const { world } = doer;
  emit(doer, 'issues', 'transferred', {
    issue: renderIssue(world, doer.repository, issue),
    changes: {
      new_issue: renderIssue(world, target.repository, moved),
      new_repository: renderRepository(world, target.repository),
    },
  });
  return moved.number;
}
