import type { RepositoryRef } from '#process/task.js';

/** What everything of one environment is called in the engine. All of it is made of ids and of names that were admitted. */
export interface Names {
  readonly container: string;
  readonly network: string;
  /** A container that is never started: data are copied through it. */
  readonly carrier: string;
  volume(id: string): string;
  image(tag: string): string;
}

/** `server` tells apart several Greenlights with one engine. */
export function namesOf(server: string, { id }: RepositoryRef, environment: string): Names {
  const base = `${prefixOf(server, id)}${environment}`;
  return {
    container: base,
    network: base,
    carrier: `${base}.carrier`,
    volume: (made) => `${base}.${made}`,
    image: (tag) => `localhost/greenlight-${server}/${id}:${tag}`,
  };
}

/** The environment of a container, network or volume of this repository; `null` when it is not of this repository. */
export function environmentOf(name: string, server: string, { id }: RepositoryRef): string | null {
  const prefix = prefixOf(server, id);
  return name.startsWith(prefix) ? (name.slice(prefix.length).split('.')[0] ?? null) : null;
}

const prefixOf = (server: string, repository: number): string => `greenlight-${server}-${repository}-`;

/** What is looked for in the engine: by one label, which is enough, and by name, so that no engine's way with labels matters. */
export interface Scope {
  readonly label: string;
  readonly owns: (name: string) => boolean;
}

/** Everything of every Greenlight with this engine. */
export const engineScope: Scope = {
  label: 'greenlight.repository',
  owns: (name) => name.startsWith('greenlight-'),
};

/** Everything of a repository. */
export function repositoryScope(server: string, repository: RepositoryRef): Scope {
  return {
    label: `greenlight.repository=${server}/${repository.id}`,
    owns: (name) => environmentOf(name, server, repository) !== null,
  };
}

/** Everything of one environment. */
export function environmentScope(server: string, repository: RepositoryRef, environment: string): Scope {
  return {
    label: `greenlight.environment=${server}/${repository.id}/${environment}`,
    owns: (name) => environmentOf(name, server, repository) === environment,
  };
}

/** Of an image: its commit, and the settings that it was built with. */
export const [commitLabel, recipeLabel] = ['greenlight.commit', 'greenlight.recipe'] as const;
