import type { Instant } from '#process/task.js';
import { laneKinds } from './lanes.js';

/** Repositories that GitHub's limits hold up in one line: their further lanes would only wait, and hold workers while they do. */
export interface HeldUp {
  /** A request made in this lane begins to wait for room, or ceases to. */
  waits(lane: string, waits: boolean): void;
  /** GitHub wants to be left alone by whatever this lane belongs to. */
  rests(lane: string, until: Instant): void;
  /**
   * Names of lanes that are left where they are, and so are those that go on after `#` or `:`: of repositories that rest, and
   * of those of which some lanes wait already.
   */
  names(now: Instant): readonly string[];
  /** Lanes that wait: nobody works on them. */
  count(): number;
  /** Resolves when a lane begins to wait or ceases to. */
  changed(): Promise<void>;
}

/** Lanes of one repository that may wait in one line: a few, since what waits for one thing may find room for another. */
const mostWaiting = 4;

export function openHeldUp(): HeldUp {
  const waiting = new Map<string, number>();
  const resting = new Map<string, Instant>();
  let hear: () => void = () => undefined;
  let change = new Promise<void>((resolve) => (hear = resolve));

  return {
    waits(lane, waits) {
      const requests = (waiting.get(lane) ?? 0) + (waits ? 1 : -1);
      if (requests > 0) waiting.set(lane, requests);
      else waiting.delete(lane);
      hear();
      change = new Promise((resolve) => (hear = resolve));
    },
    rests: (lane, until) => void resting.set(repositoryOf(lane), until),
    names(now) {
      for (const [name, until] of resting) if (until <= now) resting.delete(name);
      const repositories = [...waiting.keys()].map(repositoryOf);
      const full = repositories.filter(
        (name) => repositories.filter((other) => other === name).length >= mostWaiting,
      );
      return [...new Set([...full, ...resting.keys()])];
    },
    count: () => waiting.size,
    changed: () => change,
  };
}

/** `task:7` of `task:7#12`: what the lanes of a repository begin with in one line. A lane of no task is its own. */
function repositoryOf(lane: string): string {
  const repository = laneKinds.repository;
  const end = lane.startsWith(repository) ? lane.indexOf(':', repository.length) : lane.indexOf('#');
  return end < 0 ? lane : lane.slice(0, end);
}
