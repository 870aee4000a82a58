import { GitHubFault } from '#errors/github-fault.js';
import type { IssueChange } from '#ports/github.js';
import type { RepositoryRef } from '#process/task.js';
import type { Labels } from './labels.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

/** Labels and state of an issue in one request, once the labels' ids are known. */
export async function moveIssue(
  adapter: Adapter,
  labels: Labels,
  { repository, node, change }: { repository: RepositoryRef; node: string; change: IssueChange },
): Promise<void> {
  try {
    await move(adapter, labels, { repository, node, change });
  } catch (error) {
    // A label that we remember may have been deleted and made anew.
    if (!(error instanceof GitHubFault) || error.kind !== 'gone') throw error;
    labels.forget(repository.id);
    await move(adapter, labels, { repository, node, change });
  }
}

async function move(
  adapter: Adapter,
  labels: Labels,
  { repository, node, change }: { repository: RepositoryRef; node: string; change: IssueChange },
): Promise<void> {
  const add = await Promise.all(change.add.map((look) => labels.idOf(repository, look)));
  const remove = labels.known(repository.id, change.remove);
  const steps = [
    add.length > 0 &&
      'add: addLabelsToLabelable(input: { labelableId: $issue, labelIds: $add }) { clientMutationId }',
    remove.length > 0 &&
      'remove: removeLabelsFromLabelable(input: { labelableId: $issue, labelIds: $remove }) { clientMutationId }',
    change.state !== undefined && stateStep(change.state),
  ].filter((step) => step !== false);
  if (steps.length === 0) return;
  const document = `mutation MoveIssue($issue: ID!${add.length > 0 ? ', $add: [ID!]!' : ''}${remove.length > 0 ? ', $remove: [ID!]!' : ''}) {
  ${steps.join('\n  ')}
}`;
  const { octokit } = ofRepository(adapter, repository);
  await graphql(octokit, document, {
    issue: node,
    ...(add.length > 0 && { add }),
    ...(remove.length > 0 && { remove }),
  });
}

function stateStep(state: NonNullable<IssueChange['state']>): string {
  if (state === 'reopened') return 'state: reopenIssue(input: { issueId: $issue }) { clientMutationId }';
  return `state: closeIssue(input: { issueId: $issue, stateReason: ${state.toUpperCase()} }) { clientMutationId }`;
}
