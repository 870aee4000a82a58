import type { GraphQLError } from 'graphql';
import type { Json } from '../render/json.js';
import { GitHubError } from '../state/github-error.js';
import { isRecord } from '../http/fields.js';
import { Refusal } from './refusal.js';

/** What is wrong with a document; GitHub gives each such problem a code. */
export function renderProblem({ message, locations, extensions }: GraphQLError): Json {
  return { message, locations, extensions: { code: 'invalidDocument', ...extensions } };
}

/** Why a field is null, with the type that GitHub gives such refusals. */
export function renderError({ originalError, path, locations, message }: GraphQLError): Json {
  const type = originalError ? typeOf(originalError) : null;
  return {
    ...(type === null ? {} : { type }),
    ...(path ? { path } : {}),
    ...(type === 'FORBIDDEN' ? { extensions: { saml_failure: false } } : {}),
    locations,
    message: originalError instanceof GitHubError ? wordsOf(originalError) : message,
  };
}

/** A failure of the simulator, not a refusal; variables that do not fit are the caller's. */
export function isBug({ originalError }: GraphQLError): boolean {
  return originalError !== undefined && typeOf(originalError) === null;
}

function typeOf(error: Error): string | null {
  if (error instanceof Refusal) return error.type;
  if (!(error instanceof GitHubError)) return null;
  const types: Record<number, string> = { 403: 'FORBIDDEN', 404: 'NOT_FOUND' };
  return types[error.status] ?? 'UNPROCESSABLE';
}

/** Where REST says "Validation Failed" and lists why, GraphQL says why. */
function wordsOf({ message, errors = [] }: GitHubError): string {
  const reasons = errors.map((error) => {
    if (!isRecord(error)) return String(error);
    const { message: reason, field, code } = error;
    return typeof reason === 'string' ? reason : `${String(field)} is ${String(code)}`;
  });
  const words = reasons.length === 0 ? message : reasons.join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
