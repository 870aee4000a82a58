import { GitHubFault } from '#errors/github-fault.js';
import type { IssueChange } from '#ports/github.js';
import type { RepositoryRef } from '#process/task.js';
import type { Labels } from './labels.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

interface Move {
  readonly repository: RepositoryRef;
  readonly node: string;
  readonly change: IssueChange;
}

/** One mutation of the document, with the variables that it names: type and value. */
interface Step {
  readonly field: string;
  readonly variables: Readonly<Record<string, readonly [type: string, value: unknown]>>;
}

/** Labels, state and a comment of an issue in one request, once the labels' ids are known. */
export async function moveIssue(adapter: Adapter, labels: Labels, move: Move): Promise<void> {
  try {
    await send(adapter, labels, move);
  } catch (error) {
    // A label that we remember may have been deleted and made anew; every step may be taken twice.
    if (!(error instanceof GitHubFault) || error.kind !== 'gone') throw error;
    labels.forget(move.repository.id);
    await send(adapter, labels, move);
  }
}

async function send(adapter: Adapter, labels: Labels, { repository, node, change }: Move): Promise<void> {
  const add = await Promise.all(change.add.map((look) => labels.idOf(repository, look)));
  const remove = labels.known(repository.id, change.remove);
  const issue = ['ID!', node] as const;
  const steps: readonly Step[] = [
    ...(add.length > 0 ? [labelStep('addLabelsToLabelable', { issue, add })] : []),
    ...(remove.length > 0 ? [labelStep('removeLabelsFromLabelable', { issue, remove })] : []),
    ...(change.state === undefined ? [] : [{ field: stateField(change.state), variables: { issue } }]),
    ...(change.comment === undefined ? [] : [commentStep(change.comment)]),
  ];
  if (steps.length === 0) return;
  const variables = Object.assign({}, ...steps.map((step) => step.variables)) as Step['variables'];
  const declared = Object.entries(variables).map(([name, [type]]) => `$${name}: ${type}`);
  const document = `mutation MoveIssue(${declared.join(', ')}) {
  ${steps.map(({ field }, index) => `step${index}: ${field} { clientMutationId }`).join('\n  ')}
}`;
  const { octokit } = ofRepository(adapter, repository);
  const values = Object.entries(variables).map(([name, [, value]]) => [name, value] as const);
  await graphql(octokit, document, Object.fromEntries(values));
}

function labelStep(
  mutation: string,
  {
    issue,
    ...ids
  }: { issue: readonly [string, string]; add?: readonly string[]; remove?: readonly string[] },
): Step {
  const [name = '', value] = Object.entries(ids)[0] ?? [];
  return {
    field: `${mutation}(input: { labelableId: $issue, labelIds: $${name} })`,
    variables: { issue, [name]: ['[ID!]!', value] },
  };
}

function stateField(state: NonNullable<IssueChange['state']>): string {
  if (state === 'reopened') return 'reopenIssue(input: { issueId: $issue })';
  return `closeIssue(input: { issueId: $issue, stateReason: ${state.toUpperCase()} })`;
}

function commentStep({ node, body }: NonNullable<IssueChange['comment']>): Step {
  return {
    field: 'updateIssueComment(input: { id: $comment, body: $body })',
    variables: { comment: ['ID!', node], body: ['String!', body] },
  };
}
