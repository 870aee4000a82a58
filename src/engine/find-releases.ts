import type { Releases } from '#process/production-facts.js';
import type { BackupRef, Task } from '#process/task.js';

interface Undoing {
  readonly tag: string;
  /** Production as it was right before this release took its place. */
  readonly before: BackupRef | null;
}

/**
 * Where the newest of these releases (latest first) can go back to: to how production was before it, or to `version`, as that was when
 * the next one took its place. `v1.2` also means the newest of `v1.2.0`, `v1.2.1` …
 */
export function findReleases(released: readonly Task[], version: string | null): Releases {
  const [newest] = released;
  const undoing: readonly Undoing[] = released.flatMap(({ release }) =>
    release === null ? [] : [{ tag: release.tag, before: release.before ?? null }],
  );
  const tags = undoing.map(({ tag }) => tag);
  const target = version === null ? 1 : tags.findIndex((tag) => isMeant(tag, version));
  const last = target < 1 ? undefined : undoing[target - 1];
  return {
    newest: newest?.release ? { number: newest.number, tag: newest.release.tag } : null,
    point: last?.before
      ? { tag: tags[target] ?? null, backup: last.before, undone: tags.slice(0, target) }
      : null,
    kept: tags.filter((_, index) => index > 0 && undoing[index - 1]?.before != null),
  };
}

function isMeant(tag: string, version: string): boolean {
  const [known, asked] = [tag.toLowerCase(), version.toLowerCase()];
  return [asked, `v${asked}`].some(
    (one) => known === one || known.startsWith(`${one}.`) || known.endsWith(`/${one}`),
  );
}
