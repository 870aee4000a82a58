import { refuse } from '../state/refuse.js';

type Fields = Record<string, unknown>;

export function isRecord(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Readers of a request body: undefined when the field is absent, 422 when it has another type. null counts as absent. */
export function textField(body: Fields, name: string): string | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined || typeof value === 'string') return value;
  throw wrongType(name, value, 'a string');
}

export function requiredText(body: Fields, name: string, resource: string): string {
  const value = textField(body, name);
  if (value === undefined || value === '') throw refuse.field(resource, name, 'missing_field');
  return value;
}

export function booleanField(body: Fields, name: string): boolean | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined || typeof value === 'boolean') return value;
  throw wrongType(name, value, 'a boolean');
}

export function listField(body: Fields, name: string): unknown[] | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined || Array.isArray(value)) return value;
  throw wrongType(name, value, 'an array');
}

export function textsField(body: Fields, name: string): string[] | undefined {
  return listField(body, name)?.map((value) => {
    if (typeof value !== 'string') throw wrongType(name, value, 'an array of strings');
    return value;
  });
}

export function recordField(body: Fields, name: string): Fields | undefined {
  const value = body[name] ?? undefined;
  if (value === undefined || isRecord(value)) return value;
  throw wrongType(name, value, 'an object');
}

/** One of a closed list, or 422. */
export function choiceField<T extends string>(
  body: Fields,
  name: string,
  choices: readonly T[],
): T | undefined {
  const value = textField(body, name);
  if (value === undefined) return undefined;
  const choice = choices.find((one) => one === value);
  if (choice === undefined) {
    throw refuse.invalid(`Invalid request.\n\n${value} is not a member of ${JSON.stringify(choices)}.`);
  }
  return choice;
}

/** A number in a path; anything else is not found. */
export function numberParameter(params: Record<string, string>, name: string): number {
  const value = Number(params[name]);
  if (!Number.isSafeInteger(value) || value < 1) throw refuse.notFound();
  return value;
}

function wrongType(name: string, value: unknown, wanted: string): Error {
  return refuse.invalid(
    `Invalid request.\n\nFor 'properties/${name}', ${JSON.stringify(value)} is not ${wanted}.`,
  );
}
