import { addComment, deleteComment, editComment } from '../acts/comments.js';
import { editIssue, openIssue, setAssignees, setState } from '../acts/issues.js';
import { addLabels, removeLabel } from '../acts/labels.js';
import type { Actor } from '../github.js';
import { findComment, findIssue, findLabel } from '../state/find.js';
import type { Do } from './do-as.js';
import { requireOwn, requireRole } from './require-role.js';

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
