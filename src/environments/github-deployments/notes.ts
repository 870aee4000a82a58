import type { Work, WorkResult } from '#ports/environments.js';
import type { Instant, Sha } from '#process/task.js';
import type { Office } from './office.js';

/** What is remembered of one piece of work. */
export interface Order {
  /** GitHub's id of the deployment; `null` while it is being asked for, and after a crash in the middle of that. */
  readonly deployment: number | null;
  readonly commit: Sha;
  readonly asked: Instant;
  /** When GitHub was last asked for answers; they also come by themselves. */
  readonly looked: Instant;
  /** How it ended. What was done may be asked again; what failed stays failed. */
  readonly over: 'done' | Pick<Extract<WorkResult<unknown>, { kind: 'failed' }>, 'why' | 'at'> | null;
}

/** What is remembered of one environment. */
export interface Standing {
  /** The work that has the environment now, by its id. */
  readonly work: string | null;
  /** Where the environment was healthy last. */
  readonly url: string | null;
}

type Place = Pick<Work, 'repository' | 'environment'>;

export const loadOrder = ({ notes }: Office, work: string): Promise<Order | null> =>
  load<Order>(notes, `deployment-of:${work}`);

export const saveOrder = ({ notes }: Office, work: string, order: Order): Promise<void> =>
  notes.saveNote(`deployment-of:${work}`, JSON.stringify(order));

export const loadStanding = async ({ notes }: Office, place: Place): Promise<Standing> =>
  (await load<Standing>(notes, standingOf(place))) ?? { work: null, url: null };

export async function changeStanding(office: Office, place: Place, change: Partial<Standing>): Promise<void> {
  const standing = { ...(await loadStanding(office, place)), ...change };
  await office.notes.saveNote(standingOf(place), JSON.stringify(standing));
}

/** The work that an operation waits for. */
export const loadWaiting = ({ notes }: Office, operation: string): Promise<string | null> =>
  notes.loadNote(`deployment-for:${operation}`);

/** Of `<operation>:<step>`. */
export const saveWaiting = ({ notes }: Office, work: string): Promise<void> =>
  notes.saveNote(`deployment-for:${work.slice(0, work.lastIndexOf(':'))}`, work);

const standingOf = ({ repository, environment }: Place): string =>
  `environment:${repository.id}:${environment.name}`;

async function load<Noted>(notes: Office['notes'], name: string): Promise<Noted | null> {
  const noted = await notes.loadNote(name);
  return noted === null ? null : (JSON.parse(noted) as Noted);
}
