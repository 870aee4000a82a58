import { findAccount, isPullRequest } from '../state/find.js';
import { isCollaborator } from '../state/role.js';
import { nodeId } from '../state/node-id.js';
import { refuse } from '../state/refuse.js';
import type { Account, Issue } from '../state/records.js';
import { renderAccount } from '../render/render-account.js';
import type { Json } from '../render/json.js';
import type { Doer } from './doer.js';
import { emitIssue } from './emit-issue.js';
import { adoptBase, refreshPull } from './refresh-pull.js';
import { setLabels } from './labels.js';
import { note } from './note.js';

const maxBody = 65_536;

export interface NewIssue {
  title: string;
  body: string | null;
  labels?: string[];
  assignees?: string[];
}

/** An issue that nobody has been told of yet; pull requests are made from it. */
export function draftIssue({ world, repository, by, viaApp }: Doer, { title, body }: NewIssue): Issue {
  if (title.trim() === '') throw refuse.field('Issue', 'title', 'missing_field');
  requireLength(body, 'Issue');
  const id = world.newId();
  const now = world.now();
  const issue: Issue = {
    id,
    nodeId: nodeId('I', id),
    number: (repository.lastNumber += 1),
    title,
    body,
    author: by,
    viaApp,
    state: 'open',
    stateReason: null,
    labels: [],
    assignees: [],
    comments: [],
    reactions: [],
    timeline: [],
    createdAt: now,
    updatedAt: now,
    closedAt: null,
    closedBy: null,
    pull: null,
  };
  repository.issues.set(issue.number, issue);
  return issue;
}

export function openIssue(doer: Doer, fields: NewIssue): Issue {
  const issue = draftIssue(doer, fields);
  emitIssue(doer, issue, 'opened');
  if (fields.labels?.length) setLabels(doer, issue, fields.labels);
  if (fields.assignees?.length) setAssignees(doer, issue, fields.assignees);
  return issue;
}

/** Changes title and body; the event tells what they were. */
export function editIssue(doer: Doer, issue: Issue, fields: { title?: string; body?: string | null }): void {
  const changes: Json = {};
  if (fields.body !== undefined) requireLength(fields.body, 'Issue');
  if (fields.title !== undefined && fields.title !== issue.title) {
    changes['title'] = { from: issue.title };
    note(doer, issue, 'renamed', { from: issue.title, to: fields.title });
    issue.title = fields.title;
  }
  if (fields.body !== undefined && fields.body !== issue.body) {
    changes['body'] = { from: issue.body ?? '' };
    issue.body = fields.body;
  }
  if (Object.keys(changes).length === 0) return;
  issue.updatedAt = doer.world.now();
  emitIssue(doer, issue, 'edited', { changes });
}

export interface NewState {
  state: 'open' | 'closed';
  reason: Issue['stateReason'];
  /** The commit that closed it. */
  sha?: string;
}

/** Closes or reopens; nothing happens when it is so already. */
export function setState(doer: Doer, issue: Issue, { state, reason, sha }: NewState): void {
  if (issue.state === state) return;
  const { world, by } = doer;
  const isClosed = state === 'closed';
  issue.state = state;
  if (!issue.pull) issue.stateReason = isClosed ? (reason ?? 'completed') : 'reopened';
  issue.closedAt = isClosed ? world.now() : null;
  issue.closedBy = isClosed ? by : null;
  issue.updatedAt = world.now();
  note(doer, issue, isClosed ? 'closed' : 'reopened', sha === undefined ? {} : { sha });
  emitIssue(doer, issue, isClosed ? 'closed' : 'reopened');
}

/** Reopens a pull request; its branch must still be there. */
export async function reopenPull(doer: Doer, issue: Issue): Promise<void> {
  if (!isPullRequest(issue)) return;
  if (issue.pull.merged)
    throw refuse.custom(
      'PullRequest',
      'state',
      'state cannot be changed. The pull request cannot be reopened.',
    );
  await adoptBase(doer, issue);
  await refreshPull(doer, issue);
  setState(doer, issue, { state: 'open', reason: null });
}

/** Makes these the assignees; people without access are left out silently, as GitHub does. */
export function setAssignees(doer: Doer, issue: Issue, logins: string[]): void {
  const wanted = logins
    .map((login) => findAccount(doer.world, login))
    .filter((account) => isCollaborator(account, doer.repository));
  const added = wanted.filter((account) => !issue.assignees.includes(account));
  const removed = issue.assignees.filter((account) => !wanted.includes(account));
  issue.assignees = wanted;
  for (const account of added) emitAssignment(doer, issue, 'assigned', account);
  for (const account of removed) emitAssignment(doer, issue, 'unassigned', account);
}

function emitAssignment(doer: Doer, issue: Issue, action: string, account: Account): void {
  note(doer, issue, action, { login: account.login });
  emitIssue(doer, issue, action, { assignee: renderAccount(doer.world, account) });
}

/** Throws GitHub's 422 for a text above 65,536 characters. */
export function requireLength(body: string | null, resource: string): void {
  if (body !== null && Array.from(body).length > maxBody) {
    throw refuse.custom(resource, 'body', `body is too long (maximum is ${maxBody} characters)`);
  }
}
