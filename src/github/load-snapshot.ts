import { GitHubFault } from '#errors/github-fault.js';
import type { IssueSnapshot, Snapshot } from '#ports/github.js';
import type { Change, RepositoryRef } from '#process/task.js';
import { type Context, contextFields, loadContexts, type Rollup } from './load-contexts.js';
import { summarizeChecks, type SeenCheck } from './summarize-checks.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { type Labeled, labeledFields, toLabeled } from './labeled.js';
import { graphql } from './open-octokits.js';
import { type BranchRef, branchFields, type ConfigBlob, configFields, toConfigFile } from './load-config.js';

const document = `query Snapshot($owner: String!, $name: String!, $issue: Int!, $change: Int!, $withChange: Boolean!) {
  repository(owner: $owner, name: $name) {
    defaultBranchRef {
      ${branchFields}
      refUpdateRule { requiredStatusCheckContexts }
      rules(first: 100) {
        nodes { parameters { ... on RequiredStatusChecksParameters { requiredStatusChecks { context } } } }
      }
    }
    ${configFields}
    latestRelease { tagName }
    issueOrPullRequest(number: $issue) {
      ... on Issue {
        id title body state url author { __typename login } labels(first: 100) { nodes { name } }
        ${labeledFields}
      }
      ... on PullRequest {
        id title body state url author { __typename login } labels(first: 100) { nodes { name } }
        ${labeledFields}
      }
    }
    pullRequest(number: $change) @include(if: $withChange) {
      id number headRefName baseRefName headRefOid isDraft state merged isCrossRepository
      isInMergeQueue isMergeQueueEnabled
      author { __typename login }
      mergeCommit { oid tree { oid } }
      commits(last: 1) { nodes { commit { oid tree { oid } parents(first: 2) { nodes { oid } } statusCheckRollup {
        contexts(first: 100) { pageInfo { hasNextPage } nodes { ${contextFields} } }
      } } } }
      beginning: commits(first: 1) { nodes { commit { parents(first: 2) { nodes { oid } } } } }
    }
  }
}`;

interface Answer {
  readonly repository: {
    readonly defaultBranchRef: (BranchRef & RequiredChecks) | null;
    readonly config: ConfigBlob | null;
    readonly latestRelease: { readonly tagName: string } | null;
    readonly issueOrPullRequest: Issue | null;
    readonly pullRequest?: Pull | null;
  };
}

interface RequiredChecks {
  readonly refUpdateRule: { readonly requiredStatusCheckContexts: readonly (string | null)[] | null } | null;
  readonly rules: {
    readonly nodes:
      | readonly ({
          readonly parameters: {
            readonly requiredStatusChecks?: readonly { readonly context: string }[];
          } | null;
        } | null)[]
      | null;
  } | null;
}

interface Issue extends Labeled {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED';
  readonly url: string;
  readonly author: Author | null;
  readonly labels: { readonly nodes: readonly { readonly name: string }[] };
}

interface Pull {
  readonly id: string;
  readonly number: number;
  readonly headRefName: string;
  readonly baseRefName: string;
  readonly headRefOid: string;
  readonly isDraft: boolean;
  readonly state: 'OPEN' | 'CLOSED' | 'MERGED';
  readonly merged: boolean;
  readonly isCrossRepository: boolean;
  readonly isInMergeQueue: boolean;
  readonly isMergeQueueEnabled: boolean;
  readonly author: Author | null;
  readonly mergeCommit: { readonly oid: string; readonly tree: { readonly oid: string } } | null;
  readonly commits: {
    readonly nodes: readonly {
      readonly commit: {
        readonly oid: string;
        readonly tree: { readonly oid: string };
        readonly parents: Parents;
        readonly statusCheckRollup: Rollup | null;
      };
    }[];
  };
  readonly beginning: { readonly nodes: readonly { readonly commit: { readonly parents: Parents } }[] };
}

interface Parents {
  readonly nodes: readonly { readonly oid: string }[];
}

interface Author {
  readonly __typename: string;
  readonly login: string;
}

/** Whoever deleted their account is called this on GitHub. */
const ghost = 'ghost';

/** Issue, change, live and configuration in one request; one more for each further hundred checks. */
export async function loadSnapshot(
  adapter: Adapter,
  repository: RepositoryRef,
  { issue, change }: { issue: number; change: number | null },
): Promise<Snapshot> {
  const { octokit } = ofRepository(adapter, repository);
  const { repository: answer } = await graphql<Answer>(octokit, document, {
    owner: repository.owner,
    name: repository.name,
    issue,
    change: change ?? 0,
    withChange: change !== null,
  });
  const { defaultBranchRef: live, issueOrPullRequest: subject, pullRequest: pull = null } = answer;
  if (live === null || subject === null)
    throw new GitHubFault(`issue ${issue} or the default branch is not there`, { kind: 'gone' });
  const queue = queueOf(pull);
  const checks = pull === null ? [] : await checksOf(adapter, repository, { pull, live });
  return {
    seen: {
      issue: toIssue(subject),
      change: pull && { ...toChange(pull), checks: summarizeChecks(checks) },
      live: live.target.oid,
      queued: queue.has,
    },
    issueNode: subject.id,
    changeNode: pull?.id ?? null,
    checks,
    latestRelease: answer.latestRelease?.tagName ?? null,
    merged: pull && mergedAs(pull),
    mergeQueue: queue.is,
    liveTree: live.target.tree.oid,
    defaultBranch: live.name,
    config: toConfigFile(answer.config, live),
  };
}

/** Whether the base has a merge queue, and whether the pull request is in it. */
function queueOf(pull: Pull | null): { is: boolean; has: boolean } {
  return pull === null
    ? { is: false, has: false }
    : { is: pull.isMergeQueueEnabled, has: pull.isInMergeQueue };
}

function mergedAs({ merged, mergeCommit }: Pull): Snapshot['merged'] {
  return merged && mergeCommit !== null ? { sha: mergeCommit.oid, tree: mergeCommit.tree.oid } : null;
}

/** Every check on the head, and those that are required and have not reported yet. */
async function checksOf(
  adapter: Adapter,
  repository: RepositoryRef,
  { pull, live }: { pull: Pull; live: RequiredChecks },
): Promise<readonly SeenCheck[]> {
  const contexts = await contextsOf(adapter, repository, pull);
  const required = new Set([
    ...(live.refUpdateRule?.requiredStatusCheckContexts ?? []),
    ...(live.rules?.nodes ?? []).flatMap((rule) =>
      (rule?.parameters?.requiredStatusChecks ?? []).map(({ context }) => context),
    ),
    ...contexts.filter(({ isRequired }) => isRequired).map(({ name, context }) => name ?? context ?? ''),
  ]);
  return toChecks(contexts, required);
}

/** GitHub's last commit is the last by date, which need not be the head; then the head is asked for by its id. */
async function contextsOf(
  adapter: Adapter,
  repository: RepositoryRef,
  pull: Pull,
): Promise<readonly Context[]> {
  const last = pull.commits.nodes[0]?.commit;
  const whole =
    last?.oid === pull.headRefOid && last.statusCheckRollup?.contexts.pageInfo.hasNextPage !== true;
  if (whole) return last.statusCheckRollup?.contexts.nodes ?? [];
  return loadContexts(adapter, repository, { head: pull.headRefOid, change: pull.number });
}

function toChecks(contexts: readonly Context[], required: ReadonlySet<string | null>): readonly SeenCheck[] {
  const own = 'greenlight';
  const reported = contexts.map((context) => {
    const name = context.name ?? context.context ?? '';
    return { name, state: stateOf(context), required: required.has(name) };
  });
  const silent = [...required].filter(
    (name): name is string => name !== null && !reported.some((check) => check.name === name),
  );
  const all = [...reported, ...silent.map((name) => ({ name, state: 'pending' as const, required: true }))];
  return all.filter(({ name }) => name !== own);
}

function stateOf({ status, conclusion, state }: Context): SeenCheck['state'] {
  const word = state ?? (status === 'COMPLETED' ? (conclusion ?? 'FAILURE') : 'PENDING');
  if (['SUCCESS', 'NEUTRAL', 'SKIPPED'].includes(word)) return 'green';
  return ['PENDING', 'EXPECTED'].includes(word) ? 'pending' : 'failing';
}

/** GraphQL leaves out what REST and webhooks write behind a bot's name. */
function loginOf(author: Author | null): string {
  if (author === null) return ghost;
  return author.__typename === 'Bot' ? `${author.login}[bot]` : author.login;
}

function toIssue(issue: Issue): IssueSnapshot {
  const { title, body, state, labels, author, url } = issue;
  return {
    title,
    body,
    open: state === 'OPEN',
    labels: labels.nodes.map(({ name }) => name),
    labeled: toLabeled(issue),
    author: loginOf(author),
    url,
  };
}

function toChange(pull: Pull) {
  return {
    number: pull.number,
    branch: pull.headRefName,
    base: pull.baseRefName,
    head: pull.headRefOid,
    author: loginOf(pull.author),
    draft: pull.isDraft,
    open: pull.state === 'OPEN',
    merged: pull.merged,
    fork: pull.isCrossRepository,
    ...contentOf(pull),
  };
}

/** What the head consists of; nothing when GitHub's last commit, which is the last by date, is another. */
function contentOf({ commits, headRefOid, beginning }: Pull): Pick<Change, 'tree' | 'parents' | 'roots'> {
  const last = commits.nodes[0]?.commit;
  if (last?.oid !== headRefOid) return {};
  const idsOf = ({ nodes }: Parents): readonly string[] => nodes.map(({ oid }) => oid);
  const roots = beginning.nodes.flatMap(({ commit }) => idsOf(commit.parents));
  return { tree: last.tree.oid, parents: idsOf(last.parents), roots };
}
