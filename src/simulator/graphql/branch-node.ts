import { resolveCommit } from '../git/read-commit.js';
import { rulesetsOf } from '../state/required-checks.js';
import { commitNode } from './commit-node.js';
import { connection, type PageArguments } from './connection.js';
import type { Scope } from './scope.js';

/** A branch, or null when there is none of this name. */
export async function branchNode(scope: Scope, name: string): Promise<object | null> {
  const { repository, self } = scope;
  const sha = await resolveCommit(repository, `refs/heads/${name}`);
  if (sha === null) return null;
  return {
    __typename: 'Ref',
    id: `REF_${Buffer.from(`refs/heads/${name}`).toString('base64url')}`,
    name,
    prefix: 'refs/heads/',
    repository: self,
    target: commitNode(scope, sha),
    refUpdateRule: updateRule(scope, name),
    rules: (args: PageArguments) =>
      connection('rules', rulesetsOf(repository, name), args, (ruleset) => ({
        id: ruleset.nodeId,
        type: 'REQUIRED_STATUS_CHECKS',
        parameters: {
          __typename: 'RequiredStatusChecksParameters',
          strictRequiredStatusChecksPolicy: false,
          requiredStatusChecks: ruleset.requiredChecks.map(({ context, appId }) => ({
            context,
            integrationId: appId,
          })),
        },
      })),
  };
}

/** What the protection of the branch asks of whoever moves it. */
function updateRule({ repository }: Scope, name: string): object | null {
  const protection = repository.protections.get(name);
  if (!protection) return null;
  return {
    pattern: name,
    allowsDeletions: false,
    allowsForcePushes: false,
    requiredStatusCheckContexts: protection.requiredChecks.map(({ context }) => context),
  };
}
