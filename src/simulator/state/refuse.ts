import { GitHubError } from './github-error.js';

/** GitHub's usual refusals, ready to throw. */
export const refuse = {
  notFound: (): GitHubError => new GitHubError(404, 'Not Found'),
  noLabel: (): GitHubError => new GitHubError(404, 'Label does not exist'),
  forbidden: (): GitHubError => new GitHubError(403, 'Resource not accessible by integration'),
  badCredentials: (): GitHubError => new GitHubError(401, 'Bad credentials'),
  /** A field that GitHub does not accept: `code` is missing, missing_field, invalid, already_exists or custom. */
  field: (resource: string, field: string, code: string): GitHubError =>
    new GitHubError(422, 'Validation Failed', [{ resource, field, code }]),
  custom: (resource: string, field: string, message: string): GitHubError =>
    new GitHubError(422, 'Validation Failed', [{ resource, code: 'custom', field, message }]),
  invalid: (message: string, errors?: unknown[]): GitHubError => new GitHubError(422, message, errors),
};
