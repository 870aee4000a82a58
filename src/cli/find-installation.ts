import type { Octokit } from '@octokit/rest';
import { statusOf } from './doctor/patient.js';
import type { RepositoryName } from './read-repository.js';

/** Where the App is installed on the repository; `null`: nowhere. */
export async function findInstallation(app: Octokit, at: RepositoryName): Promise<number | null> {
  try {
    return (await app.rest.apps.getRepoInstallation(at)).data.id;
  } catch (error) {
    if (statusOf(error) === 404) return null;
    throw error;
  }
}
