import { GitHubFault } from '#errors/github-fault.js';
import type { GitHub } from '#ports/github.js';
import type { RepositoryRef, Sha } from '#process/task.js';
import { type BranchRef, branchFields, type ConfigBlob, configFields, toConfigFile } from './load-config.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

const file = '.github/greenlight.yml';

const document = `query ConfigChange($owner: String!, $name: String!, $change: Int!, $file: String!) {
  repository(owner: $owner, name: $name) {
    defaultBranchRef { ${branchFields} }
    ${configFields}
    changed: object(expression: $file) { oid ... on Blob { text } }
    pullRequest(number: $change) { baseRefName headRefOid state }
  }
}`;

interface Answer {
  readonly repository: {
    readonly defaultBranchRef: BranchRef | null;
    readonly config: ConfigBlob | null;
    readonly changed: ConfigBlob | null;
    readonly pullRequest: {
      readonly baseRefName: string;
      readonly headRefOid: Sha;
      readonly state: string;
    } | null;
  };
}

/** Pull requests that change the configuration, and the check that tells what would change. */
export function openConfigChanges(adapter: Adapter): Pick<GitHub, 'loadConfigChange' | 'putConfigCheck'> {
  return {
    loadConfigChange: (repository, subject) => loadConfigChange(adapter, repository, subject),
    async putConfigCheck(repository, { head, works, title, summary, problems }) {
      const { octokit, at } = ofRepository(adapter, repository);
      const annotations = problems.map(({ line, message }) => ({
        path: file,
        start_line: line,
        end_line: line,
        annotation_level: 'failure' as const,
        message,
      }));
      await octokit.rest.checks.create({
        ...at,
        name: 'greenlight/config',
        head_sha: head,
        status: 'completed',
        conclusion: works ? 'success' : 'failure',
        output: { title, summary, annotations },
      });
    },
  };
}

async function loadConfigChange(
  adapter: Adapter,
  repository: RepositoryRef,
  { change, head }: { change: number; head: Sha },
): ReturnType<GitHub['loadConfigChange']> {
  const { octokit } = ofRepository(adapter, repository);
  const { owner, name } = repository;
  const variables = { owner, name, change, file: `${head}:${file}` };
  const { repository: answer } = await graphql<Answer>(octokit, document, variables);
  const { defaultBranchRef: live, pullRequest: pull, config, changed } = answer;
  if (live === null || pull === null)
    throw new GitHubFault(`pull request ${change} or the default branch is not there`, { kind: 'gone' });
  const meant = pull.state === 'OPEN' && pull.headRefOid === head && pull.baseRefName === live.name;
  if (!meant || changed?.oid === config?.oid) return null;
  if (!(await touches(adapter, repository, { base: live.name, head }))) return null;
  return { before: toConfigFile(config, live), after: changed === null ? null : (changed.text ?? '\u0000') };
}

/** A file that differs may only have moved on the default branch since. */
async function touches(
  adapter: Adapter,
  repository: RepositoryRef,
  { base, head }: { base: string; head: Sha },
): Promise<boolean> {
  const { octokit, at } = ofRepository(adapter, repository);
  const { data } = await octokit.rest.repos.compareCommitsWithBasehead({
    ...at,
    basehead: `${base}...${head}`,
  });
  return (
    data.files?.some(({ filename, previous_filename: former }) => filename === file || former === file) ??
    false
  );
}
