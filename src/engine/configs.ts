import { type ConfigProblem, defaultSettings, parseConfig } from '#config/parse-config.js';
import type { Settings } from '#config/settings.js';
import type { ConfigFile, GitHub } from '#ports/github.js';
import type { RepositoryRef } from '#process/task.js';

/** A repository's configuration as it counts now. */
export interface Config {
  readonly settings: Settings;
  /** Why the file cannot be used; then `settings` are the defaults and no gate opens. */
  readonly problem: string | null;
  /** Whether there is a file at all. */
  readonly written: boolean;
}

/** Parsed configurations, by blob: the same blob is the same text. */
export interface Configs {
  /** Keeps what was just read, and returns it parsed. */
  take(repository: RepositoryRef, file: ConfigFile): Config;
  /** The last one taken; reads it from GitHub when this process has none yet. */
  of(repository: RepositoryRef): Promise<Config>;
  /** The default branch moved: the next `of` reads again. */
  forget(repository: number): void;
}

const mostKept = 1_000;

/** Opens the cache in front of `github`. */
export function openConfigs(github: Pick<GitHub, 'loadConfig'>): Configs {
  const parsed = new Map<string, Config>();
  const latest = new Map<number, Config>();

  function take(repository: RepositoryRef, file: ConfigFile): Config {
    const known = parsed.get(file.blob ?? 'none');
    const config = known ?? parse(file);
    if (parsed.size >= mostKept) parsed.clear();
    parsed.set(file.blob ?? 'none', config);
    latest.set(repository.id, config);
    return config;
  }

  return {
    take,
    of: async (repository) =>
      latest.get(repository.id) ?? take(repository, await github.loadConfig(repository)),
    forget: (repository) => void latest.delete(repository),
  };
}

function parse({ text }: ConfigFile): Config {
  if (text === null) return { settings: defaultSettings, problem: null, written: false };
  const result = parseConfig(text);
  if (result.ok) return { settings: result.settings, problem: null, written: true };
  const problem = result.problems.map(sayProblem).join('; ');
  return { settings: defaultSettings, problem, written: true };
}

function sayProblem({ key, line, message }: ConfigProblem): string {
  return key === '' ? `line ${line}: ${message}` : `line ${line}, ${key}: ${message}`;
}
