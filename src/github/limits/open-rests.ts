import type { Store } from '#ports/store.js';
import type { Instant } from '#process/task.js';
import type { Times } from './open-pools.js';

/** Where it is noted that GitHub wants to be left alone: a restart keeps to it, and so do other processes. */
export type Notes = Pick<Store, 'loadNote' | 'saveNote'>;

/** Which installations GitHub told to stay away. */
export interface Rests {
  /** For how long nothing of it may be sent; 0: it may ask. Never throws. */
  leftMs(installation: number): Promise<number>;
  until(installation: number): Instant | null;
  /** GitHub told it to stay away for so long. Longer when it says so again as soon as it is asked again. */
  begin(installation: number, forMs: number): Promise<void>;
  /** GitHub answered it. */
  end(installation: number): void;
}

interface Rest {
  readonly until: Instant;
  /** How often in a row GitHub said so. */
  readonly times: number;
}

/** Another process may have been told: its note is looked for this often. */
const lookMs = 5_000;
const longestMs = 3_600_000;
const nameOf = (installation: number): string => `github-rests:${installation}`;
const none: Rest = { until: 0, times: 0 };

export function openRests(notes: Notes, { now, elapsed }: Times): Rests {
  const known = new Map<number, Rest>();
  const looks = new Map<number, { readonly at: number; readonly done: Promise<void> }>();
  const restOf = (installation: number): Rest => known.get(installation) ?? none;

  async function look(installation: number): Promise<void> {
    // A store that does not answer says nothing new; what GitHub said to this process holds all the same.
    const noted = await notes.loadNote(nameOf(installation)).catch(() => null);
    const [until = 0, times = 0] = noted?.split('|').map(Number) ?? [];
    if (until > restOf(installation).until) known.set(installation, { until, times });
  }

  return {
    async leftMs(installation) {
      const last = looks.get(installation);
      if (last === undefined || elapsed() - last.at >= lookMs)
        looks.set(installation, { at: elapsed(), done: look(installation) });
      await looks.get(installation)?.done;
      return Math.max(0, restOf(installation).until - now());
    },
    until: (installation) => {
      const { until } = restOf(installation);
      return until > now() ? until : null;
    },
    async begin(installation, forMs) {
      const before = restOf(installation);
      // What was on its way when the rest began is no repetition.
      const times = before.until > now() ? before.times : before.times + 1;
      const longer = Math.max(forMs, Math.min(longestMs, forMs * 2 ** (times - 1)));
      const until = Math.max(before.until, now() + longer);
      known.set(installation, { until, times });
      await notes.saveNote(nameOf(installation), `${until}|${times}`).catch(() => undefined);
    },
    end(installation) {
      const { until, times } = restOf(installation);
      if (times > 0 && until <= now()) known.set(installation, { until, times: 0 });
    },
  };
}
