import { registry } from '#commands/registry.js';
import type { Words } from '../words.js';

/** The registry is written in English. */
export const commands: Words['commands'] = Object.fromEntries(
  Object.entries(registry).map(([word, { usage, help }]) => [word, { usage, help }]),
);
