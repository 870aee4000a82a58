import { addComment, deleteComment, editComment } from '../acts/comments.js';
import type { Doer } from '../acts/doer.js';
import { editIssue, openIssue, setAssignees, setState } from '../acts/issues.js';
import { addLabels, removeLabel } from '../acts/labels.js';
import type { Actor } from '../github.js';
import { findComment, findIssue, findLabel } from '../state/find.js';
import { GitHubError } from '../state/github-error.js';
import { hasRole, roleOf } from '../state/role.js';
import type { Account, Role } from '../state/records.js';
import type { Do } from './actor.js';

type IssueChanges = Pick<
  Actor,
  | 'openIssue'
  | 'editIssue'
  | 'closeIssue'
  | 'reopenIssue'
  | 'assign'
  | 'addLabel'
  | 'removeLabel'
  | 'comment'
  | 'editComment'
  | 'deleteComment'
>;

/** What people do with issues: authors may change their own, triage closes and labels anyone's, write edits anyone's words. */
export function changeIssues(act: Do): IssueChanges {
  return {
    openIssue: (repository, { title, body, labels = [] }) =>
      act({ repository, role: 'read', what: 'open issues' }, (doer) => {
        if (labels.length > 0) requireRole(doer, 'triage', 'add labels');
        const { number } = openIssue(doer, { title, body: body ?? null, labels });
        return { number };
      }),
    editIssue: (repository, number, fields) =>
      act({ repository, role: 'read', what: 'edit issues' }, (doer) => {
        const issue = findIssue(doer.repository, number);
        requireOwn(doer, issue.author, { role: 'triage', what: 'edit this issue' });
        editIssue(doer, issue, fields);
      }),
    closeIssue: (repository, number, reason = 'completed') =>
      act({ repository, role: 'read', what: 'close issues' }, (doer) => {
        const issue = findIssue(doer.repository, number);
        requireOwn(doer, issue.author, { role: 'triage', what: 'close this issue' });
        setState(doer, issue, { state: 'closed', reason });
      }),
    reopenIssue: (repository, number) =>
      act({ repository, role: 'read', what: 'reopen issues' }, (doer) => {
        const issue = findIssue(doer.repository, number);
        requireOwn(doer, issue.author, { role: 'triage', what: 'reopen this issue' });
        setState(doer, issue, { state: 'open', reason: null });
      }),
    assign: (repository, number, logins) =>
      act({ repository, role: 'triage', what: 'assign people' }, (doer) =>
        setAssignees(doer, findIssue(doer.repository, number), logins),
      ),
    addLabel: (repository, number, name) =>
      act({ repository, role: 'triage', what: 'add labels' }, (doer) => {
        // The web interface offers to create a label to those who may write.
        if (!findLabel(doer.repository, name)) requireRole(doer, 'write', 'create labels');
        addLabels(doer, findIssue(doer.repository, number), [name]);
      }),
    removeLabel: (repository, number, name) =>
      act({ repository, role: 'triage', what: 'remove labels' }, (doer) =>
        removeLabel(doer, findIssue(doer.repository, number), name),
      ),
    comment: (repository, number, body) =>
      act({ repository, role: 'read', what: 'comment' }, (doer) => {
        const { id } = addComment(doer, findIssue(doer.repository, number), body);
        return { id };
      }),
    editComment: (repository, commentId, body) =>
      act({ repository, role: 'read', what: 'edit comments' }, (doer) => {
        const target = findComment(doer.repository, commentId);
        requireOwn(doer, target.comment.author, { role: 'write', what: 'edit this comment' });
        editComment(doer, target, body);
      }),
    deleteComment: (repository, commentId) =>
      act({ repository, role: 'read', what: 'delete comments' }, (doer) => {
        const target = findComment(doer.repository, commentId);
        requireOwn(doer, target.comment.author, { role: 'write', what: 'delete this comment' });
        deleteComment(doer, target);
      }),
  };
}

/** Throws 403 unless it is the person's own, or their role is enough. */
export function requireOwn(doer: Doer, author: Account, { role, what }: { role: Role; what: string }): void {
  if (author !== doer.by) requireRole(doer, role, what);
}

export function requireRole({ by, repository }: Doer, role: Role, what: string): void {
  const has = roleOf(by, repository);
  if (hasRole(has, role)) return;
  const name = `${repository.owner.login}/${repository.name}`;
  throw new GitHubError(
    403,
    `${by.login} has ${has} access to ${name} and must have ${role} access to ${what}.`,
  );
}
