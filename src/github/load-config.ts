import { GitHubFault } from '#errors/github-fault.js';
import type { ConfigFile } from '#ports/github.js';
import type { RepositoryRef, Sha } from '#process/task.js';
import { type Adapter, ofRepository } from './of-repository.js';
import { graphql } from './open-octokits.js';

/** The default branch, as {@link BranchRef}. */
export const branchFields = 'name target { oid ... on Commit { tree { oid } } }';
/** The configuration file on the default branch, as {@link ConfigBlob}. */
export const configFields =
  'config: object(expression: "HEAD:.github/greenlight.yml") { oid ... on Blob { text } }';

export interface BranchRef {
  readonly name: string;
  readonly target: { readonly oid: Sha; readonly tree: { readonly oid: Sha } };
}

/** `text` is null for a file that is not text, and missing for something that is no file. */
export interface ConfigBlob {
  readonly oid: Sha;
  readonly text?: string | null;
}

const document = `query Config($owner: String!, $name: String!) {
  repository(owner: $owner, name: $name) { defaultBranchRef { ${branchFields} } ${configFields} }
}`;

interface Answer {
  readonly repository: { readonly defaultBranchRef: BranchRef | null; readonly config: ConfigBlob | null };
}

/** The configuration on the default branch and that branch's head, in one request. */
export async function loadConfig(adapter: Adapter, repository: RepositoryRef): Promise<ConfigFile> {
  const { octokit } = ofRepository(adapter, repository);
  const { owner, name } = repository;
  const answer = await graphql<Answer>(octokit, document, { owner, name });
  const { defaultBranchRef, config } = answer.repository;
  if (defaultBranchRef === null)
    throw new GitHubFault('the repository has no default branch yet', { kind: 'gone' });
  return toConfigFile(config, defaultBranchRef);
}

/** What is there but is no text reads as a text that no parser takes, so it never counts as "no configuration". */
export function toConfigFile(config: ConfigBlob | null, { target }: BranchRef): ConfigFile {
  if (config === null) return { blob: null, text: null, commit: target.oid };
  return { blob: config.oid, text: config.text ?? '\u0000', commit: target.oid };
}
