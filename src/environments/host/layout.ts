import { join, resolve } from 'node:path';
import type { RepositoryRef } from '#process/task.js';

/** Where one environment lives. */
export interface Place {
  /** Everything that is removed with the environment. */
  readonly root: string;
  /** What the scripts keep: GREENLIGHT_ENVIRONMENT_DIR. */
  readonly data: string;
  /** Checkouts that it runs from, or ran from until the next successful deployment. */
  readonly sources: string;
  /** What is known of it: its address, its commit, its checkout. */
  readonly record: string;
  /** The script that is running in it, so that a crash of Greenlight leaves nothing unnoticed. */
  readonly run: string;
}

export interface Layout {
  mirror(repository: RepositoryRef): string;
  place(repository: RepositoryRef, environment: string): Place;
  /** One directory for each environment of the repository. */
  places(repository: RepositoryRef): string;
  backups(repository: RepositoryRef, environment: string): string;
  log(id: string): string;
  readonly scratch: string;
}

/** The directory tree of the executor. Repositories go by id: names can be given to somebody else. */
export function layoutOf(directory: string): Layout {
  const root = resolve(directory);
  return {
    mirror: ({ id }) => join(root, 'repositories', `${id}.git`),
    place({ id }, environment) {
      const place = join(root, 'environments', String(id), environment);
      return {
        root: place,
        data: join(place, 'data'),
        sources: join(place, 'sources'),
        record: join(place, 'environment.json'),
        run: join(place, 'run.json'),
      };
    },
    places: ({ id }) => join(root, 'environments', String(id)),
    backups: ({ id }, environment) => join(root, 'backups', String(id), environment),
    log: (id) => join(root, 'logs', `${id}.log`),
    scratch: join(root, 'scratch'),
  };
}
