import { Ajv } from 'ajv';
import { loadAll } from 'js-yaml';
import { UserError } from '#errors/user-error.js';
import type { Hook } from './hook.js';

const schema = {
  type: 'object',
  propertyNames: { pattern: '^[a-z0-9][a-z0-9-]{0,49}$' },
  additionalProperties: {
    type: 'object',
    additionalProperties: false,
    required: ['url', 'repositories'],
    properties: {
      url: { type: 'string', pattern: '^https?://[^\\s/]+(/\\S*)?$' },
      secret: { type: 'string', pattern: '^whsec_[A-Za-z0-9+/]{32,}={0,2}$' },
      repositories: {
        type: 'array',
        minItems: 1,
        items: { type: 'string', pattern: '^[A-Za-z0-9-]{1,39}/(\\*|[A-Za-z0-9._-]{1,100})$' },
      },
    },
  },
};

const isHooks = new Ajv().compile<Record<string, Omit<Hook, 'secret'> & { secret?: string }>>(schema);

/** Reads the operator's file of places, YAML or JSON. Throws a `UserError` when it cannot be used; never shows what is in it. */
export function readHooks(text: string): ReadonlyMap<string, Hook> {
  const written = parse(text);
  if (!isHooks(written)) throw new UserError('hooks_invalid');
  return new Map(
    Object.entries(written).map(([name, hook]) => [name, { ...hook, secret: hook.secret ?? null }]),
  );
}

function parse(text: string): unknown {
  try {
    return loadAll(text)[0] ?? {};
  } catch {
    throw new UserError('hooks_invalid');
  }
}
