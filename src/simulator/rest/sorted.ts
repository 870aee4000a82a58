interface Dated {
  number: number;
  createdAt: number;
  updatedAt: number;
}

/** In the order that `sort` and `direction` ask for; the newest first by default. */
export function sorted<T extends Dated>(query: URLSearchParams, things: T[]): T[] {
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const sign = query.get('direction') === 'asc' ? 1 : -1;
  return [...things].sort((a, b) => sign * (a[key] - b[key] || a.number - b.number));
}
