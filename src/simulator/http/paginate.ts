import type { Answer, Call } from './call.js';

export interface Page<T> {
  items: T[];
  headers: Record<string, string>;
}

/** The page that was asked for (30 items by default, 100 at most) and the `Link` header to its neighbours. */
export function pageOf<T>({ query, world, path }: Pick<Call, 'query' | 'world' | 'path'>, all: T[]): Page<T> {
  const size = within(Number(query.get('per_page') ?? 30), 1, 100);
  const page = within(Number(query.get('page') ?? 1), 1, Infinity);
  const last = Math.max(1, Math.ceil(all.length / size));
  const targets = { prev: page - 1, next: page + 1, last, first: 1 };
  const links = Object.entries(targets)
    .filter(([relation, target]) => isUseful(relation, target, { page, last }))
    .map(([relation, target]) => {
      const search = new URLSearchParams(query);
      search.set('page', String(target));
      return `<${world.url}/api/v3${path}?${search.toString()}>; rel="${relation}"`;
    });
  return {
    items: all.slice((page - 1) * size, page * size),
    headers: links.length > 0 ? { link: links.join(', ') } : {},
  };
}

/** A list endpoint's answer: one page, each item as `render` writes it. */
export function listAnswer<T>(
  call: Pick<Call, 'query' | 'world' | 'path'>,
  all: T[],
  render: (item: T) => unknown,
): Answer {
  const { items, headers } = pageOf(call, all);
  return { status: 200, body: items.map(render), headers };
}

function isUseful(relation: string, target: number, { page, last }: { page: number; last: number }): boolean {
  if (relation === 'prev' || relation === 'first') return page > 1 && target >= 1;
  return page < last && target <= last;
}

function within(value: number, least: number, most: number): number {
  return Number.isFinite(value) ? Math.min(most, Math.max(least, Math.floor(value))) : least;
}
