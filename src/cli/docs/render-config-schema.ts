import { configSchema } from '#config/schema.js';

/** docs/greenlight.schema.json: the schema as editors read it. */
export function renderConfigSchema(): string {
  const { $schema, ...schema } = configSchema;
  const $comment = 'Made by `npm run docs` from src/config/schema.ts; edit that instead.';
  return `${JSON.stringify({ $comment, $schema, ...schema }, null, 2)}\n`;
}
