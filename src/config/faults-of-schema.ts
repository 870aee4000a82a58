import { Ajv, type ErrorObject } from 'ajv';
import type { Fault } from './fault.js';
import { escapeKey } from './locate-keys.js';
import { sayError } from './say-error.js';
import { configSchema } from './schema.js';
import type { WrittenConfig } from './written.js';

const ajv = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true, verbose: true });
ajv.addKeyword('patternErrorMessage');
const isWritten = ajv.compile<WrittenConfig>(configSchema);

export type Checked =
  | { readonly ok: true; readonly written: WrittenConfig }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Checks a value against the schema; at each place only the first thing that is wrong is told. */
export function checkWritten(value: unknown): Checked {
  if (isWritten(value)) return { ok: true, written: value };
  const faults = new Map<string, Fault>();
  for (const error of (isWritten.errors ?? []).filter(tells)) {
    const pointer = pointerOf(error);
    if (!faults.has(pointer)) faults.set(pointer, { pointer, message: sayError(error) });
  }
  return { ok: false, faults: [...faults.values()] };
}

/**
 * Who has a role can be written in four ways, and what fits none of them fails all four. Told is what is wrong with the one
 * that was meant: an object is a permission, a list is people, and of anything else that it is none of the four.
 */
function tells({ keyword, schemaPath, instancePath, data }: ErrorObject): boolean {
  if (keyword === 'oneOf') return typeof data !== 'object' || data === null;
  if (schemaPath.startsWith('#/definitions/permission/')) return keyword !== 'type';
  if (schemaPath.startsWith('#/definitions/person/')) return /\/\d+$/.test(instancePath);
  return !schemaPath.includes('/oneOf/') || keyword === 'minItems';
}

function pointerOf({ keyword, instancePath, params }: ErrorObject): string {
  const extra = (params as { additionalProperty?: string }).additionalProperty;
  return keyword === 'additionalProperties' && extra !== undefined
    ? `${instancePath}/${escapeKey(extra)}`
    : instancePath;
}
