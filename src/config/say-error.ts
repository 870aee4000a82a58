import type { ErrorObject } from 'ajv';
import { distance } from 'fastest-levenshtein';

const empty = 'is empty: give it a value, or take the key out';

/** What the messages use of an error; which of it there is depends on the keyword. */
interface Details {
  readonly additionalProperty?: string;
  readonly missingProperty?: string;
  readonly allowedValues?: readonly string[];
  readonly type?: string;
  readonly limit?: number;
  readonly i?: number;
}

/** What an error is about: the value, and the schema that it does not meet. */
interface Wrong {
  readonly data: unknown;
  readonly details: Details;
  readonly schema: { readonly properties?: object; readonly patternErrorMessage?: string };
}

const sentences: Readonly<Record<string, (wrong: Wrong) => string>> = {
  additionalProperties: ({ details, schema }) =>
    sayUnknownKey(details.additionalProperty ?? '', Object.keys(schema.properties ?? {})),
  required: ({ details }) => `needs the key ${details.missingProperty ?? ''}`,
  enum: ({ data, details }) => sayChoice(data, details.allowedValues ?? []),
  oneOf: ({ data }) =>
    data === null
      ? empty
      : 'must be a username, a list of usernames and @org/team names, {permission: …}, or none',
  pattern: ({ schema }) => schema.patternErrorMessage ?? 'has a form that is not allowed here',
  type: ({ data, details }) => sayType(data, details.type ?? ''),
  minLength: () => 'must not be empty',
  minItems: () => 'must not be empty',
  maxLength: ({ details }) => `must not be longer than ${details.limit ?? 0} characters`,
  minimum: ({ details }) => `must be ${details.limit ?? 0} or more`,
  maximum: ({ details }) => `must be ${details.limit ?? 0} or less`,
  uniqueItems: ({ data, details }) => `names ${String((data as readonly unknown[])[details.i ?? 0])} twice`,
};

/** What is wrong with a value, in words that follow its key. */
export function sayError({ keyword, data, params, parentSchema, message }: ErrorObject): string {
  const wrong: Wrong = { data, details: params as Details, schema: (parentSchema ?? {}) as Wrong['schema'] };
  return sentences[keyword]?.(wrong) ?? message ?? 'is not valid';
}

function sayUnknownKey(key: string, known: readonly string[]): string {
  const near = nearestTo(key, known);
  return `unknown key; ${near === null ? `known are ${known.join(', ')}` : `did you mean ${near}?`}`;
}

function sayChoice(data: unknown, allowed: readonly string[]): string {
  const near = typeof data === 'string' ? nearestTo(data, allowed) : null;
  const choice = allowed.length === 1 ? `must be ${allowed.join()}` : `must be one of ${allowed.join(', ')}`;
  return near === null ? choice : `${choice}; did you mean ${near}?`;
}

const types: Readonly<Record<string, string>> = {
  object: 'a section with keys',
  array: 'a list',
  string: 'text',
  boolean: 'true or false',
  integer: 'a whole number',
};

function sayType(data: unknown, type: string): string {
  if (data === null) return empty;
  const quoted = type === 'string' && typeof data !== 'object' ? ': put it in quotes' : '';
  return `must be ${types[type] ?? type}${quoted}`;
}

/** The name that was probably meant, whatever its letters' case and its hyphens. */
function nearestTo(name: string, known: readonly string[]): string | null {
  const plain = (text: string): string => text.toLowerCase().replace(/[-_ ]/g, '');
  const [best] = known
    .map((one) => ({ one, far: distance(plain(name.slice(0, 50)), plain(one)) }))
    .sort((a, b) => a.far - b.far);
  return best !== undefined && best.far <= Math.min(3, Math.ceil(best.one.length / 3)) ? best.one : null;
}
