import type { Look } from '#ports/lookout.js';
import type { Reading, Store } from '#ports/store.js';

/** What was read of one repository before, and what is read now; kept at the end, when what was found is stored. */
export interface Readings {
  /** What was kept of this name; `null`: nothing. */
  valueOf(name: string): string | null;
  /** Looks with the ETag of the answer before; `null`: nothing changed. */
  look<T>(name: string, ask: (etag: string | null) => Look<T>): Promise<T | null>;
  /** `value` is what to remember. `moved`: the next look goes to another address, where the ETag says nothing. */
  keep(name: string, value: string, moved?: boolean): void;
  save(): Promise<void>;
  /** Requests so far, the first page of each list, and those that were answered with "not changed". */
  count(): { readonly looks: number; readonly unchanged: number };
}

export async function openReadings(
  store: Pick<Store, 'loadReadings' | 'saveReadings'>,
  repository: number,
): Promise<Readings> {
  const known = new Map((await store.loadReadings(repository)).map((reading) => [reading.name, reading]));
  const news = new Map<string, Reading>();
  const counted = { looks: 0, unchanged: 0 };
  return {
    valueOf: (name) => known.get(name)?.value ?? null,
    look: async (name, ask) => {
      counted.looks += 1;
      const before = known.get(name);
      const seen = await ask(before?.etag ?? null);
      if (seen === null) {
        counted.unchanged += 1;
        return null;
      }
      news.set(name, { name, etag: seen.etag, value: before?.value ?? '' });
      return seen.value;
    },
    keep: (name, value, moved = false) => {
      const etag = moved ? null : (news.get(name)?.etag ?? null);
      if (known.get(name)?.value !== value || news.has(name)) news.set(name, { name, etag, value });
    },
    save: () => store.saveReadings(repository, [...news.values()]),
    count: () => ({ ...counted }),
  };
}
