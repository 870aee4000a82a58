import { type ConfigProblem, defaultSettings, parseConfig } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import type { ConfigFile, GitHub } from '#ports/github.js';
import type { Store } from '#ports/store.js';
import type { RepositoryRef } from '#process/task.js';

/** A repository's configuration as it counts now. */
export interface Config {
  readonly settings: Settings;
  /** Why the file cannot be used: then no gate opens, and `settings` are those of the last file that could be. */
  readonly problem: string | null;
}

export interface Configs {
  /** Keeps what was just read, and returns it parsed. */
  take(repository: RepositoryRef, file: ConfigFile): Promise<Config>;
  /** The last one taken; reads it from GitHub when this process has none yet. */
  of(repository: RepositoryRef): Promise<Config>;
  /** The default branch moved: the next `of` reads again. */
  forget(repository: number): void;
}

interface Sources {
  readonly github: Pick<GitHub, 'loadConfig'>;
  readonly store: Pick<Store, 'loadNote' | 'saveNote'>;
}

/** Opens the cache in front of `github`. What could last be used is remembered in `store`: production must be restored by it. */
export function openConfigs({ github, store }: Sources): Configs {
  const latest = new Map<number, { readonly blob: string | null; readonly config: Config }>();
  const noteOf = ({ id }: RepositoryRef): string => `config-good:${id}`;
  /** For whoever looks into the store without asking GitHub; empty: the file can be used. */
  const noteProblem = ({ id }: RepositoryRef, problem: string): Promise<void> =>
    store.saveNote(`config-problem:${id}`, problem);

  async function take(repository: RepositoryRef, { blob, text }: ConfigFile): Promise<Config> {
    const known = latest.get(repository.id);
    // The same blob is the same text.
    if (known?.blob === blob) return known.config;
    const config = await read(repository, text ?? '');
    latest.set(repository.id, { blob, config });
    return config;
  }

  async function read(repository: RepositoryRef, text: string): Promise<Config> {
    const parsed = parseConfig(text);
    if (parsed.ok) {
      await store.saveNote(noteOf(repository), text);
      await noteProblem(repository, '');
      return { settings: parsed.settings, problem: null };
    }
    const problem = parsed.problems.map(sayProblem).join('; ');
    await noteProblem(repository, problem);
    const good = parseConfig((await store.loadNote(noteOf(repository))) ?? '');
    return { settings: good.ok ? good.settings : defaultSettings, problem };
  }

  return {
    take,
    of: async (repository) =>
      latest.get(repository.id)?.config ?? take(repository, await github.loadConfig(repository)),
    forget: (repository) => void latest.delete(repository),
  };
}

function sayProblem({ key, line, message }: ConfigProblem): string {
  return key === '' ? `line ${line}: ${message}` : `line ${line}, ${key}: ${message}`;
}
