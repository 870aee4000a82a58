import { addLabels, removeLabel } from '../acts/labels.js';
import type { Call } from '../http/call.js';
import type { Issue, Label } from '../state/records.js';
import { isPullRequest } from '../state/find.js';
import { change } from './change.js';
import { findNodeOf, type Found } from './find-node.js';
import { issueNode } from './issue-node.js';
import { pullNode } from './pull-node.js';
import { notFound } from './refusal.js';
import type { Scope } from './scope.js';

interface LabelsInput {
  labelableId: string;
  labelIds: string[];
  clientMutationId?: string | null;
}

/** Labels put on, and taken off, an issue or pull request. */
export const labelMutations = {
  addLabelsToLabelable: async ({ input }: { input: LabelsInput }, call: Call): Promise<object> => {
    const { scope, issue, labels } = asked(call, input);
    await change(attempt('AddLabelsToLabelable', scope, issue), (doer) => {
      const names = labels.map(({ name }) => name);
      addLabels(doer, issue, names);
    });
    return payload(scope, issue, input);
  },

  /** A label that is not on it is left out, so a repeated request does no harm. */
  removeLabelsFromLabelable: async ({ input }: { input: LabelsInput }, call: Call): Promise<object> => {
    const { scope, issue, labels } = asked(call, input);
    await change(attempt('RemoveLabelsFromLabelable', scope, issue), (doer) => {
      for (const label of labels) {
        if (issue.labels.includes(label)) removeLabel(doer, issue, label.name);
      }
    });
    return payload(scope, issue, input);
  },
};

interface Asked {
  scope: Scope;
  issue: Issue;
  labels: Label[];
}

function asked(call: Call, { labelableId, labelIds }: LabelsInput): Asked {
  const found: Extract<Found, { kind: 'Issue' | 'PullRequest' }> = findNodeOf(
    call,
    labelableId,
    'Issue',
    'PullRequest',
  );
  const { scope, issue } = found;
  return { scope, issue, labels: labelIds.map((id) => labelOf(scope, id)) };
}

function labelOf({ repository }: Scope, id: string): Label {
  const label = repository.labels.find((one) => one.nodeId === id);
  if (!label) throw notFound(`a node with the global id of '${id}'`);
  return label;
}

function attempt(name: string, scope: Scope, issue: Issue): Parameters<typeof change>[0] {
  return { scope, access: 'changeLabels', params: { issue_number: String(issue.number) }, name };
}

function payload(scope: Scope, issue: Issue, { clientMutationId }: LabelsInput): object {
  const labelable = isPullRequest(issue) ? pullNode(scope, issue) : issueNode(scope, issue);
  return { clientMutationId, labelable };
}
