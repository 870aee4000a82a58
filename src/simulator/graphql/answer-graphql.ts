import { execute } from 'graphql';
import type { Answer, Call } from '../http/call.js';
import { isRecord } from '../http/fields.js';
import { GitHubError } from '../state/github-error.js';
import { commentMutations } from './comment-mutations.js';
import { issueMutations } from './issue-mutations.js';
import { deploymentMutations } from './deployment-mutations.js';
import { labelMutations } from './label-mutations.js';
import { mergeMutation } from './merge-mutation.js';
import { queries } from './queries.js';
import { queueMutations } from './queue-mutations.js';
import { reactionMutation } from './reaction-mutation.js';
import { isBug, renderError, renderProblem } from './render-error.js';
import { schema } from './schema.js';
import { understand } from './understand.js';

const roots = {
  ...queries,
  ...deploymentMutations,
  ...labelMutations,
  ...issueMutations,
  ...commentMutations,
  ...reactionMutation,
  ...mergeMutation,
  ...queueMutations,
};

/** Answers a GraphQL request: 200 with what could be had, and an error for each field that could not. */
export async function answerGraphql(call: Call): Promise<Answer> {
  const { query, variables, operationName } = call.body;
  if (typeof query !== 'string' || query === '') {
    throw new GitHubError(400, 'A query attribute must be specified and must be a string.');
  }
  const understood = understand(query);
  if (understood.problems) {
    return { status: 200, body: { errors: understood.problems.map(renderProblem) } };
  }
  const { data, errors = [] } = await execute({
    schema,
    document: understood.document,
    rootValue: roots,
    contextValue: call,
    variableValues: isRecord(variables) ? variables : {},
    operationName: typeof operationName === 'string' ? operationName : null,
  });
  const bug = errors.find(isBug);
  if (bug) throw bug.originalError ?? bug;
  const found = data === undefined ? {} : { data };
  return { status: 200, body: errors.length === 0 ? found : { ...found, errors: errors.map(renderError) } };
}
