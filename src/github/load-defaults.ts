import { isUtf8 } from 'node:buffer';
import { GitHubFault } from '#errors/github-fault.js';
import type { DefaultsFile } from '#ports/github.js';
import type { RepositoryRef } from '#process/task.js';
import { type Adapter, ofRepository } from './of-repository.js';

/** The configuration file of `<owner>/.github`; what is there but is no text reads as a text that no parser takes. */
export async function loadDefaults(
  adapter: Adapter,
  repository: RepositoryRef,
): Promise<DefaultsFile | null> {
  const { octokit } = ofRepository(adapter, repository);
  try {
    const { data } = await octokit.rest.repos.getContent({
      owner: repository.owner,
      repo: '.github',
      path: '.github/greenlight.yml',
    });
    if (Array.isArray(data)) return { blob: 'directory', text: unreadable };
    if (!isAt(data.url, repository)) return null;
    const bytes =
      'content' in data && data.encoding === 'base64' ? Buffer.from(data.content, 'base64') : null;
    return { blob: data.sha, text: bytes !== null && isUtf8(bytes) ? bytes.toString() : unreadable };
  } catch (error) {
    // GitHub answers the same for what is not there and for what the App may not see.
    if (error instanceof GitHubFault && error.kind === 'gone') return null;
    throw error;
  }
}

/** A repository that was renamed or given away is still answered for under its former name, and is nobody's defaults any more. */
function isAt(url: string, { owner }: RepositoryRef): boolean {
  return url.toLowerCase().includes(`/repos/${owner}/.github/contents/`.toLowerCase());
}

const unreadable = '\u0000';
