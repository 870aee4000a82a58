import { GitHubFault } from '#errors/github-fault.js';

interface HttpError {
  readonly status: number;
  readonly message: string;
  readonly response?: { readonly headers: Readonly<Record<string, string | number | undefined>> };
}

interface GraphqlError {
  readonly errors: readonly { readonly type?: string; readonly message: string }[];
}

/** GitHub asks for at least a minute when it does not say how long to wait. */
export const penaltyMs = 60_000;

/**
 * What GitHub or the network refused, by what can be done about it. `what` names the request; `nowMs` is milliseconds since
 * 1970. Source: https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
export function toFault(error: unknown, { what, nowMs }: { what: string; nowMs: number }): GitHubFault {
  if (error instanceof GitHubFault) return error;
  if (isGraphqlError(error)) return ofGraphql(error, what);
  if (isHttpError(error)) return ofHttp(error, { what, nowMs });
  return new GitHubFault(`GitHub did not answer ${what}: ${messageOf(error)}`, {
    kind: 'retry',
    cause: error,
  });
}

function ofHttp(error: HttpError, { what, nowMs }: { what: string; nowMs: number }): GitHubFault {
  const { status } = error;
  if (error.response === undefined)
    return new GitHubFault(`GitHub did not answer ${what}: ${error.message}`, {
      kind: 'retry',
      cause: error,
    });
  const said = `GitHub answered ${status} to ${what}: ${firstLine(error.message)}`;
  const waitMs = penaltyOf(error, nowMs);
  if (waitMs !== null)
    return new GitHubFault(said, {
      kind: 'retry',
      limit: 'rest',
      status,
      retryAfterMs: waitMs,
      cause: error,
    });
  return new GitHubFault(said, { kind: kindOf(status), status, cause: error });
}

function kindOf(status: number): GitHubFault['kind'] {
  // A fresh token may not be known everywhere yet.
  if (status >= 500 || status === 401 || status === 408) return 'retry';
  return status === 404 || status === 410 ? 'gone' : 'refused';
}

/** How long a limit asks us to stay away; `null` when this is no limit. */
function penaltyOf({ status, message, response }: HttpError, nowMs: number): number | null {
  if (status !== 403 && status !== 429) return null;
  const headers = response?.headers ?? {};
  const afterS = Number(headers['retry-after'] ?? Number.NaN);
  if (Number.isFinite(afterS)) return afterS * 1_000;
  if (Number(headers['x-ratelimit-remaining']) === 0)
    return Math.max(1_000, Number(headers['x-ratelimit-reset']) * 1_000 - nowMs);
  return status === 429 || /rate limit/i.test(message) ? penaltyMs : null;
}

function ofGraphql({ errors }: GraphqlError, what: string): GitHubFault {
  const [first] = errors;
  const said = `GitHub refused ${what}: ${errors.map(({ message }) => firstLine(message)).join('; ')}`;
  switch (first?.type) {
    case 'NOT_FOUND':
      return new GitHubFault(said, { kind: 'gone' });
    case 'RATE_LIMITED':
      return new GitHubFault(said, { kind: 'retry', limit: 'rest', retryAfterMs: penaltyMs });
    case undefined:
      return new GitHubFault(said, {
        kind: /something went wrong|timeout|timed out/i.test(said) ? 'retry' : 'refused',
      });
    default:
      return new GitHubFault(said, { kind: 'refused' });
  }
}

function isHttpError(error: unknown): error is HttpError {
  return error instanceof Error && error.name === 'HttpError' && 'status' in error;
}

function isGraphqlError(error: unknown): error is Error & GraphqlError {
  return error instanceof Error && error.name === 'GraphqlResponseError' && 'errors' in error;
}

const firstLine = (text: string): string => (text.split('\n')[0] ?? '').slice(0, 300);
const messageOf = (error: unknown): string =>
  firstLine(error instanceof Error ? error.message : String(error));
