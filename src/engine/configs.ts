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
  /**
   * Keeps what was just read, and returns it parsed, with the defaults of the repository's owner. `asOf`: what {@link Configs.asOf}
   * said before it was read; without it, what is said now.
   */
  take(repository: RepositoryRef, file: ConfigFile, asOf?: string): Promise<Config>;
  /** The last one taken; reads it from GitHub when this process has none yet, or any replica heard of a newer one. */
  of(repository: RepositoryRef): Promise<Config>;
  /** What was last heard of the files' moves, on whatever replica. */
  asOf(repository: RepositoryRef): Promise<string>;
  /** A delivery told that the default branch moved: the next `of` reads again, on every replica. */
  forget(repository: number, delivery: string): Promise<void>;
  /** What the repositories of this owner share; `null`: nothing. Read once in a few minutes. */
  defaultsOf(repository: RepositoryRef): Promise<(Defaults & Pick<DefaultsFile, 'blob'>) | null>;
  /** A delivery told that the defaults of this owner may have changed: they and what was made of them are read again. */
  forgetDefaults(owner: string, delivery: string): Promise<void>;
}

interface Sources {
  readonly github: Pick<GitHub, 'loadConfig' | 'loadDefaults'>;
  readonly store: Pick<Store, 'loadNote' | 'saveNote'>;
  readonly clock: Clock;
}

interface Known {
  readonly asOf: string;
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

  const heardOf = async (note: string): Promise<string> => (await store.loadNote(note)) ?? '';

  async function asOf({ id, owner }: RepositoryRef): Promise<string> {
    const heard = await Promise.all([heardOf(configMoved(id)), heardOf(defaultsMoved(owner))]);
    return heard.join('+');
  }

  async function defaultsOf(repository: RepositoryRef): ReturnType<Configs['defaultsOf']> {
    const file = await defaults.of(repository, await heardOf(defaultsMoved(repository.owner)));
    return file && { ...file, from: `${repository.owner}/.github` };
  }

  async function take(
    repository: RepositoryRef,
    { blob, text }: ConfigFile,
    before?: string,
  ): Promise<Config> {
    const heard = before ?? (await asOf(repository));
    const below = await defaultsOf(repository);
    const known = latest.get(repository.id);
    const blobs = { blob, below: below?.blob ?? null };
    // The same blobs are the same texts.
    const isSame = known?.blob === blobs.blob && known.below === blobs.below;
    const config = isSame ? known.config : await read(repository, { text: text ?? '', defaults: below });
    latest.set(repository.id, { asOf: heard, ...blobs, config });
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
    of: async (repository) => {
      const heard = await asOf(repository);
      const known = latest.get(repository.id);
      if (known?.asOf === heard) return known.config;
      return take(repository, await github.loadConfig(repository), heard);
    },
    asOf,
    forget: (repository, delivery) => store.saveNote(configMoved(repository), delivery),
    defaultsOf,
    forgetDefaults: (owner, delivery) => store.saveNote(defaultsMoved(owner), delivery),
  };
}

/** Notes that hold the delivery that told it last: all replicas read them before they trust what they remember. */
const configMoved = (repository: number): string => `config-moved:${repository}`;
const defaultsMoved = (owner: string): string => `defaults-moved:${owner.toLowerCase()}`;

function sayProblem({ key, line, message, from }: ConfigProblem): string {
  const place = from === undefined ? `line ${line}` : `${from}: line ${line}`;
  return key === '' ? `${place}: ${message}` : `${place}, ${key}: ${message}`;
}
