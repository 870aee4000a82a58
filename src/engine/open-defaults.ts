import type { Clock } from '#ports/clock.js';
import type { DefaultsFile, GitHub } from '#ports/github.js';
import type { RepositoryRef } from '#process/task.js';

/** What the repositories of one owner share. */
export interface OwnerDefaults {
  /** The file as it was read within the last minutes and as of what was heard of it; `null`: there is none. */
  of(repository: RepositoryRef, asOf: string): Promise<DefaultsFile | null>;
}

/** A push to the file is told where the App is installed on its repository too; else this is how long it may go unseen. */
const keptMs = 5 * 60_000;
const mostKept = 1_000;

/** Opens the cache in front of `github`: one request for each owner in a few minutes. */
export function openDefaults({
  github,
  clock,
}: {
  github: Pick<GitHub, 'loadDefaults'>;
  clock: Clock;
}): OwnerDefaults {
  const kept = new Map<string, { asOf: string; until: number; file: Promise<DefaultsFile | null> }>();
  return {
    of: (repository, asOf) => {
      // The file is a configuration of its own there, and nobody's defaults.
      if (isOfDefaults(repository)) return Promise.resolve(null);
      const owner = repository.owner.toLowerCase();
      const known = kept.get(owner);
      if (known?.asOf === asOf && known.until > clock.now()) return known.file;
      const file = github.loadDefaults(repository);
      if (kept.size >= mostKept) kept.clear();
      const entry = { asOf, until: clock.now() + keptMs, file };
      kept.set(owner, entry);
      file.catch(() => kept.get(owner) === entry && kept.delete(owner));
      return file;
    },
  };
}

/** Whether this is the repository that holds the defaults of its owner. */
export function isOfDefaults({ name }: Pick<RepositoryRef, 'name'>): boolean {
  return name.toLowerCase() === '.github';
}
