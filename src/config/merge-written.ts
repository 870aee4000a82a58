import type { WrittenConfig } from './written.js';

/**
 * What `own` writes wins over `defaults`, key by key of the second level (`roles.client`, `environments.scripts`); what stands
 * below that, and every list, is taken whole from one of them.
 */
export function mergeWritten(own: WrittenConfig, defaults: WrittenConfig): WrittenConfig {
  const below: Readonly<Record<string, unknown>> = { ...defaults };
  const above: Readonly<Record<string, unknown>> = { ...own };
  const merged = Object.entries({ ...below, ...above }).map(([key, value]) => {
    const fallback = below[key];
    return [key, isSection(value) && isSection(fallback) ? { ...fallback, ...value } : value] as const;
  });
  return Object.fromEntries(merged);
}

function isSection(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
