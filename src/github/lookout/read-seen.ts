import type { SeenChange, SeenComment, SeenEvent, SeenIssue, SeenReview, Writer } from '#ports/lookout.js';

interface Account {
  readonly login: string;
  readonly type: string;
}

/** Whoever deleted their account is called this on GitHub. */
const ghost: Account = { login: 'ghost', type: 'User' };

/** Written by a program with a person's token: not the person's own hand. */
function writerOf(account: Account | null, via?: object | null): Writer {
  const { login, type } = account ?? ghost;
  return { login, byHand: account !== null && type === 'User' && (via ?? null) === null };
}

interface GivenIssue {
  readonly number: number;
  readonly pull_request?: object;
  readonly updated_at: string;
  readonly state: string;
  readonly title: string;
  readonly body?: string | null;
  readonly labels: readonly (string | { readonly name?: string })[];
}

export function toIssue({
  number,
  pull_request,
  updated_at,
  state,
  title,
  body,
  labels,
}: GivenIssue): SeenIssue {
  return {
    number,
    isChange: pull_request !== undefined,
    changed: Date.parse(updated_at),
    open: state === 'open',
    title,
    body: body ?? '',
    labels: labels.map((label) => (typeof label === 'string' ? label : (label.name ?? ''))),
  };
}

interface GivenComment {
  readonly id: number;
  readonly node_id: string;
  readonly html_url: string;
  readonly issue_url: string;
  readonly user: Account | null;
  readonly body?: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly performed_via_github_app?: object | null;
}

export function toComment(given: GivenComment): SeenComment {
  return {
    id: given.id,
    node: given.node_id,
    number: Number(given.issue_url.split('/').at(-1)),
    onChange: /\/pull\/\d+#/.test(given.html_url),
    by: writerOf(given.user, given.performed_via_github_app),
    body: given.body ?? '',
    written: Date.parse(given.created_at),
    changed: Date.parse(given.updated_at),
  };
}

interface GivenChange {
  readonly number: number;
  readonly user: Account | null;
  readonly head: { readonly ref: string; readonly sha: string };
  readonly base: { readonly ref: string };
  readonly body: string | null;
  readonly draft?: boolean;
  readonly state: string;
  readonly merged_at: string | null;
  readonly updated_at: string;
}

export function toChange(given: GivenChange): SeenChange {
  return {
    number: given.number,
    by: writerOf(given.user),
    branch: given.head.ref,
    base: given.base.ref,
    head: given.head.sha,
    body: given.body ?? '',
    draft: given.draft === true,
    open: given.state === 'open',
    merged: given.merged_at !== null,
    changed: Date.parse(given.updated_at),
  };
}

interface GivenEvent {
  readonly id: number;
  readonly event: string;
  readonly created_at: string;
  readonly actor: Account | null;
  readonly issue?: { readonly number: number; readonly pull_request?: object } | null;
  readonly label?: { readonly name: string | null };
  readonly dismissed_review?: { readonly review_id: number };
}

/** One that says nothing to us has its number and its time only. */
export function toEvent(given: GivenEvent): SeenEvent | Pick<SeenEvent, 'id' | 'at'> {
  const { id, event, actor, issue, label, dismissed_review: dismissed } = given;
  const bare = { id, at: Date.parse(given.created_at) };
  if (issue == null) return bare;
  const { number, pull_request } = issue;
  const about = { ...bare, number, onChange: pull_request !== undefined, by: writerOf(actor) };
  if (event === 'labeled' || event === 'unlabeled') return { ...about, event, label: label?.name ?? '' };
  if (event === 'closed' || event === 'reopened') return { ...about, event };
  return event === 'review_dismissed' && dismissed !== undefined
    ? { ...about, event, review: dismissed.review_id }
    : bare;
}

interface GivenReview {
  readonly id: number;
  readonly user: Account | null;
  readonly state: string;
  readonly body: string;
  readonly commit_id: string | null;
  readonly submitted_at?: string;
}

/** `null`: it neither approves nor asks for changes, or does not any more. */
export function toReview({ id, user, state, body, commit_id, submitted_at }: GivenReview): SeenReview | null {
  const said = state.toLowerCase();
  if ((said !== 'approved' && said !== 'changes_requested') || commit_id === null) return null;
  const at = Date.parse(submitted_at ?? '');
  return Number.isNaN(at) ? null : { id, by: writerOf(user), state: said, body, commit: commit_id, at };
}
