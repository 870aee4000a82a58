import { durationPattern } from './duration.js';

/** A key that holds a duration. */
export const duration = (description: string, fallback: string) =>
  ({
    type: 'string',
    pattern: durationPattern,
    patternErrorMessage: 'must be a duration such as 30s, 10m, 2h or 1d; 99h or 24d are the most',
    description,
    default: fallback,
  }) as const;

/** A key that holds other keys, and no others. */
export const section = (description: string, properties: object, required: readonly string[] = []) => ({
  type: 'object',
  additionalProperties: false,
  description,
  properties,
  ...(required.length > 0 && { required }),
});

/** A key that holds the path of a script. */
export const script = (description: string, name: string) => ({
  type: 'string',
  pattern: '^(?!/)(?!.*\\.\\.)[A-Za-z0-9._/-]{1,200}$',
  patternErrorMessage: 'must be a path inside the repository, without ..',
  description,
  default: `.greenlight/${name}`,
});
