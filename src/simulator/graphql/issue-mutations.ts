import { setState, type NewState } from '../acts/issues.js';
import type { Call } from '../http/call.js';
import { change } from './change.js';
import { findNodeOf } from './find-node.js';
import { issueNode } from './issue-node.js';

interface IssueInput {
  issueId: string;
  clientMutationId?: string | null;
}

interface CloseInput extends IssueInput {
  stateReason?: 'COMPLETED' | 'DUPLICATE' | 'NOT_PLANNED' | null;
}

const reasons = { COMPLETED: 'completed', DUPLICATE: 'duplicate', NOT_PLANNED: 'not_planned' } as const;

/** Issues closed and reopened; nothing happens when it is so already. */
export const issueMutations = {
  closeIssue: ({ input }: { input: CloseInput }, call: Call): Promise<object> => {
    const reason = reasons[input.stateReason ?? 'COMPLETED'];
    return move(call, input, { name: 'CloseIssue', to: { state: 'closed', reason } });
  },
  reopenIssue: ({ input }: { input: IssueInput }, call: Call): Promise<object> =>
    move(call, input, { name: 'ReopenIssue', to: { state: 'open', reason: null } }),
};

async function move(
  call: Call,
  { issueId, clientMutationId }: IssueInput,
  { name, to }: { name: string; to: NewState },
): Promise<object> {
  const { scope, issue } = findNodeOf(call, issueId, 'Issue');
  const params = { issue_number: String(issue.number) };
  await change({ scope, access: 'changeIssue', params, name }, (doer) => setState(doer, issue, to));
  return { clientMutationId, issue: issueNode(scope, issue) };
}
