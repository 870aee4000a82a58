import type { GitHub } from '#ports/github.js';
import type { Store } from '#ports/store.js';
import type { RepositoryRef } from '#process/task.js';

/** GitHub as it was, and the way in which every replica comes to forget what it remembers of people. */
export interface Heeding {
  readonly github: GitHub;
  /** A delivery told that somebody's membership or access changed. */
  readonly forgetPeople: (installation: number, delivery: string) => Promise<void>;
}

/** Before a remembered answer about people is given, it is looked up whether any replica heard that they changed. */
export function heedPeople(github: GitHub, notes: Pick<Store, 'loadNote' | 'saveNote'>): Heeding {
  const heard = new Map<number, string | null>();

  async function heed({ installation }: RepositoryRef): Promise<void> {
    const delivery = await notes.loadNote(noteOf(installation));
    if (heard.get(installation) === delivery) return;
    heard.set(installation, delivery);
    github.forgetPeople(installation);
  }

  return {
    github: {
      ...github,
      loadPermission: async (repository, login, look) => {
        await heed(repository);
        return github.loadPermission(repository, login, look);
      },
      isTeamMember: async (repository, team, login, look) => {
        await heed(repository);
        return github.isTeamMember(repository, team, login, look);
      },
    },
    forgetPeople: (installation, delivery) => notes.saveNote(noteOf(installation), delivery),
  };
}

/** Holds the delivery that told it last. */
const noteOf = (installation: number): string => `people-changed:${installation}`;
