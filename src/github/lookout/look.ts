import type { Octokit } from '@octokit/rest';
import { GitHubFault } from '#errors/github-fault.js';
import type { Look } from '#ports/lookout.js';

/** What is asked of a look at one address. */
export interface Asked {
  readonly octokit: Octokit;
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number>>;
  /** Of the answer before, if there was one. */
  readonly etag: string | null;
}

interface Page {
  readonly etag: string | null;
  readonly data: unknown;
  readonly next: boolean;
}

export const pageSize = 100;
/** Pages of one list at the most: what lies deeper is left to the next look. */
const mostPages = 20;

/** One thing. `read` is given what GitHub answered, of the type that GitHub describes. */
export async function lookAtOne<T>(asked: Asked, read: (given: never) => T): Look<T> {
  const page = await ask(asked);
  return page && { etag: page.etag, value: read(page.data as never) };
}

/** Page after page, until one holds something that is old. `read` as above, for each item. */
export async function lookAtList<T>(
  asked: Asked,
  read: (given: never) => T,
  isOld: (seen: T) => boolean = () => false,
): Look<readonly T[]> {
  const first = await ask({ ...asked, query: { ...asked.query, per_page: pageSize } });
  if (first === null) return null;
  const all = itemsOf(first.data).map(read);
  for (let page = 2, { next } = first; next && !all.some(isOld) && page <= mostPages; page += 1) {
    const more = await ask({ ...asked, etag: null, query: { ...asked.query, per_page: pageSize, page } });
    all.push(...itemsOf(more?.data ?? []).map(read));
    next = more?.next ?? false;
  }
  return { etag: first.etag, value: all };
}

/** The repositories of an installation stand in an object, all other lists by themselves. */
function itemsOf(data: unknown): readonly never[] {
  return Array.isArray(data) ? (data as never[]) : (data as { repositories: readonly never[] }).repositories;
}

/** `null`: not changed. */
async function ask({ octokit, path, query = {}, etag }: Asked): Promise<Page | null> {
  const headers = etag === null ? {} : { 'if-none-match': etag };
  try {
    const answer = await octokit.request(`GET ${path}`, { ...query, headers });
    const next = answer.headers.link?.includes('rel="next"') === true;
    return { etag: answer.headers.etag ?? null, data: answer.data, next };
  } catch (error) {
    if (error instanceof GitHubFault && error.status === 304) return null;
    throw error;
  }
}
