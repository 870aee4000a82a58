import { type ConfigProblem, type Defaults, parseConfig } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import type { Clock } from '#ports/clock.js';
import type { ConfigFile, DefaultsFile, GitHub } from '#ports/github.js';
import type { Store } from '#ports/store.js';
import type { RepositoryRef } from '#process/task.js';
import { loadGoodConfig, saveGoodConfig } from './good-config.js';
import { openDefaults } from './open-defaults.js';

/** A repository's configuration as it counts now. */
export interface Config {
  readonly settings: Settings;
  /** Why the file cannot be used: then no gate opens, and `settings` are those of the last file that could be. */
  readonly problem: string | null;
}

export interface Configs {
  /** Keeps what was just read, and returns it parsed, with the defaults of the repository's owner. */
  take(repository: RepositoryRef, file: ConfigFile): Promise<Config>;
  /** The last one taken; reads it from GitHub when this process has none yet. */
  of(repository: RepositoryRef): Promise<Config>;
  /** The default branch moved: the next `of` reads again. */
  forget(repository: number): void;
  /** What the repositories of this owner share; `null`: nothing. Read once in a few minutes. */
  defaultsOf(repository: RepositoryRef): Promise<(Defaults & Pick<DefaultsFile, 'blob'>) | null>;
  /** The defaults of this owner may have changed: they and what was made of them are read again. */
  forgetDefaults(owner: string): void;
}

interface Sources {
  readonly github: Pick<GitHub, 'loadConfig' | 'loadDefaults'>;
  readonly store: Pick<Store, 'loadNote' | 'saveNote'>;
  readonly clock: Clock;
}

interface Known {
  readonly owner: string;
  /** Of the repository's own file. */
  readonly blob: string | null;
  /** Of the defaults. */
  readonly below: string | null;
  readonly config: Config;
}

/** Opens the cache in front of `github`. What could last be used is remembered in `store`: production must be restored by it. */
export function openConfigs({ github, store, clock }: Sources): Configs {
  const latest = new Map<number, Known>();
  const defaults = openDefaults({ github, clock });
  /** For whoever looks into the store without asking GitHub; empty: the file can be used. */
  const noteProblem = ({ id }: RepositoryRef, problem: string): Promise<void> =>
    store.saveNote(`config-problem:${id}`, problem);

  async function defaultsOf(repository: RepositoryRef): ReturnType<Configs['defaultsOf']> {
    const file = await defaults.of(repository);
    return file && { ...file, from: `${repository.owner}/.github` };
  }

  async function take(repository: RepositoryRef, { blob, text }: ConfigFile): Promise<Config> {
    const below = await defaultsOf(repository);
    const known = latest.get(repository.id);
    // The same blobs are the same texts.
    if (known?.blob === blob && known.below === (below?.blob ?? null)) return known.config;
    const config = await read(repository, { text: text ?? '', defaults: below });
    latest.set(repository.id, { owner: ownerOf(repository), blob, below: below?.blob ?? null, config });
    return config;
  }

  async function read(
    repository: RepositoryRef,
    texts: { text: string; defaults: Defaults | null },
  ): Promise<Config> {
    const parsed = parseConfig(texts.text, texts.defaults);
    if (parsed.ok) {
      await saveGoodConfig(store, repository, texts);
      await noteProblem(repository, '');
      return { settings: parsed.settings, problem: null };
    }
    const problem = parsed.problems.map(sayProblem).join('; ');
    await noteProblem(repository, problem);
    return { settings: await loadGoodConfig(store, repository), problem };
  }

  return {
    take,
    of: async (repository) =>
      latest.get(repository.id)?.config ?? take(repository, await github.loadConfig(repository)),
    forget: (repository) => void latest.delete(repository),
    defaultsOf,
    forgetDefaults: (owner) => {
      defaults.forget(owner);
      for (const [id, known] of latest) if (known.owner === owner.toLowerCase()) latest.delete(id);
    },
  };
}

const ownerOf = ({ owner }: RepositoryRef): string => owner.toLowerCase();

function sayProblem({ key, line, message, from }: ConfigProblem): string {
  const place = from === undefined ? `line ${line}` : `${from}: line ${line}`;
  return key === '' ? `${place}: ${message}` : `${place}, ${key}: ${message}`;
}
