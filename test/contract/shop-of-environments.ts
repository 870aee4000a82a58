import { expect } from '@jest/globals';
import type { Running, WorkResult } from '#ports/environments.js';

/** What the work was asked to bring about. Throws what went wrong. */
export function running(result: WorkResult<Running>): Running {
  if (result.kind === 'failed') throw new Error(`${result.at}: ${result.why}`);
  return { url: result.url, commit: result.commit };
}

export const processesOf = (remains: readonly string[]): string[] =>
  remains.filter((what) => what.startsWith('process'));

export function stored<Backup>(result: WorkResult<{ readonly backup: Backup }>): Backup {
  if (result.kind === 'failed') throw new Error(`${result.at}: ${result.why}`);
  return result.backup;
}

export async function order({ url }: Running, name: string): Promise<void> {
  const body = new URLSearchParams({ product: 'mug', name });
  const answer = await fetch(`${url}/orders`, { method: 'POST', body, redirect: 'manual' });
  expect(answer.status).toBe(303);
}

export const textOf = async ({ url }: Running): Promise<string> => (await fetch(url)).text();

/** Names on the page, newest first. */
export async function ordersOf(running: Running): Promise<string[]> {
  return [...(await textOf(running)).matchAll(/<li>#\d+ [^<]* for (\w+)<\/li>/g)].map(
    ([, name = '']) => name,
  );
}
