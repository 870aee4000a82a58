import type { GitHub } from '#ports/github.js';
import { type Adapter, ofRepository } from './of-repository.js';

/** Where git reads a repository, with a token that can read that one repository and nothing else. */
export function openGitSource(adapter: Adapter): Pick<GitHub, 'gitSource'> {
  return {
    async gitSource(repository) {
      const { octokit } = ofRepository(adapter, repository);
      const { token } = (await octokit.auth({
        type: 'installation',
        repositoryIds: [repository.id],
        permissions: { contents: 'read' },
      })) as { token: string };
      return { url: `${adapter.webUrl}/${repository.owner}/${repository.name}.git`, token };
    },
  };
}
